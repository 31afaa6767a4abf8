using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace HtxFutures.Files;

/// <summary>Files and folders that the user alone can read, from their creation on. What is there already stays as it is.</summary>
internal static class PrivateFile
{
    /// <summary>Makes a folder.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be made.</exception>
    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            DirectorySecurity security = new();
            Restrict(security, InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit);
            security.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Opens a file for reading and writing, and makes it where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="share">What others may do meanwhile.</param>
    /// <exception cref="IOException">It cannot be opened, or somebody else has it.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be opened.</exception>
    public static FileStream Open(string path, FileShare share)
    {
        if (OperatingSystem.IsWindows() && !File.Exists(path))
        {
            FileSecurity security = new();
            Restrict(security, InheritanceFlags.None);
            return new FileInfo(path).Create(FileMode.OpenOrCreate, FileSystemRights.Read | FileSystemRights.Write, share, 1, FileOptions.None, security);
        }

        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    // Nothing comes down from the folder above, and nobody but the user is let in.
    [SupportedOSPlatform("windows")]
    private static void Restrict(FileSystemSecurity security, InheritanceFlags inheritance)
    {
        using WindowsIdentity user = WindowsIdentity.GetCurrent();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(user.User!, FileSystemRights.FullControl, inheritance, PropagationFlags.None, AccessControlType.Allow));
    }
}
