using System.CommandLine;
using Terminal;
using Terminal.Tests.Sample;

return await Tool.RunAsync(
    () => new RootCommand("A tool for tests") { new WaitCommand(), new AskCommand(), new ListCommand(), new ProgressCommand() },
    args);
