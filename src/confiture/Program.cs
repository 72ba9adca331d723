using Confiture.Cli.Commands;
using Terminal;

// One connection works at a time: handing each answer of the server to another thread costs more than the answer (bench.sh). The runtime
// reads this when the first socket is opened, and offers no other way to say it.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
return await Tool.RunAsync(() => new ConfitureCommand(), args);
