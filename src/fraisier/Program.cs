using Foundation.Files;
using Fraisier.Cli;
using Terminal;

FileOwner.UseOwnersMask();
return await Tool.RunAsync(() => FraisierCommand.With(new()), args);
