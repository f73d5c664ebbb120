namespace Nobuco.Tests.Keras;

internal static class KerasExpectations
{
    public static void Check(string name, Action test)
    {
        try
        {
            test();
        }
        catch (ConversionException e) when (e.Diagnostics.All(d => d.Id is "NBC0101" or "NBC0102")) { }
        catch (Exception e)
        {
            File.AppendAllText("/tmp/keras-fails.txt", $"{name}\t{(e is ConversionException c ? string.Join("; ", c.Diagnostics.Select(d => d.Id + " " + d.Message)) : e.GetType().Name + " " + e.Message)}\n".Replace("\r", "") );
        }
    }
}
