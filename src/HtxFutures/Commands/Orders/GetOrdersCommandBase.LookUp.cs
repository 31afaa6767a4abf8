using HtxFutures.Commands.Orders;
using HtxFutures.Orders;
using HtxFutures.Running.Accounts;
using HtxFutures.Sessions;

namespace HtxFutures.Commands;

/// <content>Single orders, looked up where they came from.</content>
public abstract partial class GetOrdersCommandBase
{
    // What is asked for and was not shown yet is held in memory. Where there are others to feed, one that hangs may have
    // more of it before all have to wait.
    private const int MostOpenAlone = 1000;
    private const int MostOpen = 100_000;
    private readonly Dictionary<HtxSession, OrderLookups> _lookups = [];
    private readonly RoundedIds _rounded = new();

    private void LookUp()
    {
        if (Filters.FirstOrDefault(IsBound) is { } filter)
        {
            Fail(new HtxException(HtxErrorKind.InvalidParameter, $"-{filter} chooses from a listing, and single {OrderKindWords.Of(Kind).Noun}s are looked up by their ids as they are.") { Advice = $"Leave -{filter} or the ids out." });
        }

        if (ContractCode!.Length != 1)
        {
            Fail(new HtxException(HtxErrorKind.InvalidParameter, $"{(Kind == OrderKind.Order ? "Orders" : "Algo orders")} are looked up in one contract at a time, and {ContractCode.Length} were given: {string.Join(", ", ContractCode)}.")
            {
                Advice = $"Call {MyInvocation.MyCommand.Name} once for each contract.",
            });
        }

        string contract = ContractCode[0];
        foreach (string id in Ids ?? ClientIds!)
        {
            bool isClients = Ids is null;
            if (LookupsFor(new ItemOrigin($"{OrderKindWords.Of(Kind).Noun} {contract} {id}") { Named = Account }, id) is { Account.End: null } lookups)
            {
                lookups.Ask(id, () => isClients ? OrderReference.Create(contract, null, id, Kind) : OrderReference.Create(contract, id, kind: Kind));
                int most = IsAlone ? MostOpenAlone : MostOpen;
                while (lookups.Open > most && lookups.Account.End is null)
                {
                    AwaitBeside(stop => Parts.WhenReadyAsync().WaitAsync(stop));
                    WriteKnown(() => lookups.Open <= most);
                }
            }
        }
    }

    private OrderLookups? LookupsFor(ItemOrigin origin, string id)
    {
        HtxSession session;
        try
        {
            session = origin.Session(Session, SessionStore.Current);
        }
        catch (HtxException failure)
        {
            if (failure.EndsRun || !MyInvocation.ExpectingInput)
            {
                Fail(failure, id);
            }

            WriteFailure(failure, id);
            return null;
        }

        if (!_lookups.TryGetValue(session, out OrderLookups? lookups))
        {
            AccountAtWork account = Open(session);
            lookups = new OrderLookups(account, Finder(account), StopToken);
            _lookups.Add(session, lookups);
            ShowsAccounts |= _lookups.Count > 1;
            Begin(account, lookups.StepsAsync(order => Write(account, order), NotFound));
            TellEnded(); // of those before it: this one may fare better
        }

        return lookups;
    }

    private void NotFound(HtxException failure, string id)
    {
        if (failure.Kind == HtxErrorKind.OrderNotFound)
        {
            _rounded.Note(id);
        }

        WriteFailure(failure, id);
    }
}
