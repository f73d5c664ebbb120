namespace Nobuco.PyTorch.Export.Writing;

/// <summary>The versions of the schema that programs are written in. A loader ignores fields that it does not know only from PyTorch 2.8 on.</summary>
internal enum ProgramSchema
{
    /// <summary>8.20, of PyTorch 2.12 and later; 2.9 and later read it.</summary>
    Newest,

    /// <summary>8.2, of PyTorch 2.6: the fields that all versions of 8 have.</summary>
    Oldest,
}
