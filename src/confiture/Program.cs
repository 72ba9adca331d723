using Confiture.Cli.Commands;
using Terminal;

return await Tool.RunAsync(() => new ConfitureCommand(), args);
