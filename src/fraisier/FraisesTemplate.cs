namespace Fraisier.Cli;

/// <summary>The first <c>fraises.yaml</c>.</summary>
internal static class FraisesTemplate
{
    public static string For(string directory)
    {
        var name = new string([.. directory.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]).Trim('_');
        name = name.Length == 0 ? "my_api" : name;
        return $$"""
            # A fraise is a deployable service: an API, a worker, a scheduled job.
            fraises:
              {{name}}:
                type: api
                environments:
                  production:
                    # Releases are checked out from here. Without `repository`, app_path itself is a git working copy
                    # and its origin is used.
                    repository: ${REPOSITORY:-/srv/git/{{name}}.git}
                    branch: main
                    app_path: /var/www/{{name}}
                    # build: [npm, ci]
                    systemd_service: {{name}}.service
                    database:
                      name: {{name}}_production
                      strategy: migrate
                      confiture_config: confiture.yaml
                    health_check:
                      url: http://localhost:8000/health
                      timeout: 30

            branch_mapping:
              main:
                fraise: {{name}}
                environment: production

            """;
    }
}
