using Nobuco.Testing.Runtimes;
using Nobuco.Zoo;

// Converts the models of a folder and runs them on the real runtimes: `dotnet run -c Release --project tests/Nobuco.Zoo -- FOLDER [NAME…]`.
if (args.Length == 0 || !Directory.Exists(args[0]))
{
    Console.Error.WriteLine("Usage: Nobuco.Zoo FOLDER [NAME…]: FOLDER holds torchvision/, timm/, transformers/, plain/ and dynamic/ with a .pt2 and a .npz per model.");
    return 2;
}
foreach (Engine engine in Enum.GetValues<Engine>())
{
    if (TFLiteRuntimes.Missing(engine) is { } missing)
        Console.WriteLine($"Left out: {missing}");
}
if (TfJsRuntimes.Missing is { } missingTfJs)
    Console.WriteLine($"Left out: {missingTfJs}");
int passed = 0, failed = 0;
foreach (ZooModel model in ZooModel.All.Where(m => args.Length == 1 || args[1..].Any(m.Name.Contains)))
{
    var run = new ZooRun(model, args[0]);
    run.Run();
    foreach ((string check, string? failure) in run.Checks)
    {
        if (failure is null)
        {
            passed++;
            continue;
        }
        failed++;
        Console.WriteLine($"  {model.Name} {check}: {failure}");
    }
}
Console.WriteLine($"{passed} passed, {failed} failed");
return failed == 0 ? 0 : 1;
