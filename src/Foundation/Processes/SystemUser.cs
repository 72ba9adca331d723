using Foundation.Files;

namespace Foundation.Processes;

/// <summary>The user that this process runs as.</summary>
public static class SystemUser
{
    /// <summary>Its name; <c>uid N</c> where the system has no name for it, as in a container without <c>/etc/passwd</c>.</summary>
    public static string Name
    {
        get
        {
            try
            {
                return Environment.UserName is { Length: > 0 } name ? name : Number;
            }
            catch (IOException)
            {
                return Number;
            }
        }
    }

    /// <summary><c>user@host</c>, for records.</summary>
    public static string AtHost => $"{Name}@{Environment.MachineName}";

    private static string Number => $"uid {FileOwner.EffectiveUser}";
}
