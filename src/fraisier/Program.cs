using Fraisier.Cli;
using Terminal;

return await Tool.RunAsync(() => FraisierCommand.With(new()), args);
