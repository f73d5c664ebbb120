using System.CommandLine;
using Nobuco.Cli;
using Nobuco.Cli.Commands;

var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output instead of text.", Recursive = true };
var root = new RootCommand("Converts PyTorch models to TFLite, SavedModel and TensorFlow.js, with neither Python, PyTorch nor TensorFlow, and proves node by node that the result computes the same.")
{
    json,
    ConvertCommand.Create(json),
    InspectCommand.Create(json),
    RunCommand.Create(json),
    ExtractCommand.Create(json),
    LocateCommand.Create(json),
    ExplainCommand.Create(json),
    NewCommand.Create(json),
};
ParseResult parsed = root.Parse(args);
int code = parsed.Invoke();
return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
