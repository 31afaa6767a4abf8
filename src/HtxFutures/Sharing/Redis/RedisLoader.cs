using System.Management.Automation;
using System.Net;
using System.Reflection;
using HtxFutures.Calls.Sharing;

namespace HtxFutures.Sharing.Redis;

/// <summary>Brings the ledgers of a Redis, and with the first of them the code that they need.</summary>
internal static class RedisLoader
{
    private const string AssemblyName = "HtxFutures.Redis";
    private const string DoorName = "HtxFutures.Redis.RedisDoor";

    private static readonly string s_folder = Path.Combine(Path.GetDirectoryName(typeof(RedisLoader).Assembly.Location) ?? "", "redis");
    private static readonly Lazy<IRedisDoor> s_door = new(() => LoadDoor(s_folder));

    /// <summary>The ledgers at a server. Nothing is sent before one of them is opened.</summary>
    /// <param name="address">Where it is, as the user writes it.</param>
    /// <param name="credential">Who asks, where the address does not say; null for nobody in particular. Without a user's name (or as <c>default</c>) it is a password alone.</param>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: it is no address, or this copy of the module has not what it takes.</exception>
    public static ILedgerMedia Open(string address, PSCredential? credential) => s_door.Value.Open(WithCredential(RedisAddress.Parse(address), credential));

    /// <summary>The address, entered by who is given.</summary>
    internal static RedisAddress WithCredential(RedisAddress address, PSCredential? credential)
    {
        if (credential is null)
        {
            return address;
        }

        if (address.Password is not null)
        {
            throw new HtxException(HtxErrorKind.InvalidParameter, $"The address {address} holds a password, and -SharedBudgetCredential was given beside it.")
            {
                Advice = "Leave the one in the address away.",
            };
        }

        NetworkCredential plain = credential.GetNetworkCredential();
        return address with { User = credential.UserName.Trim() is "" or "default" ? address.User : credential.UserName.Trim(), Password = plain.Password };
    }

    /// <summary>Loads what stands in a folder.</summary>
    /// <exception cref="HtxException">It does not stand there.</exception>
    internal static IRedisDoor LoadDoor(string folder)
    {
        try
        {
            Assembly assembly = new RedisLoadContext(folder).LoadOwn(AssemblyName);
            return (IRedisDoor)assembly.CreateInstance(DoorName)!;
        }
        catch (Exception failure) when (failure is IOException or BadImageFormatException)
        {
            throw new HtxException(HtxErrorKind.InvalidParameter, $"A budget cannot be shared through Redis: this copy of HtxFutures is without its folder {folder}, or not all of it is there.")
            {
                Advice = "Install the module again, whole (Install-PSResource HtxFutures -Reinstall), or share the budget within this machine: -SharedBudget Machine.",
            };
        }
    }
}
