using System.Collections.Frozen;
using System.Globalization;

namespace HtxFutures.Calls.Answers;

/// <summary>The table from code to meaning (facts 3.2). Numbers decide; the exchange's texts never do.</summary>
internal static class ExchangeCodes
{
    private const string CheckKey = "Check access key and secret key, that the key has not expired (90 days without a bound address), and that it was made for this account.";
    private const string BindAddress = "Bind the public address of this machine to the key under API Management, or use a key that has it.";
    private const string GiveTradePermission = "Give the key the Trade permission under API Management.";
    private const string CheckAccount = "Look at the state of the account at HTX.";
    private const string OpenAccount = "Open futures trading for this account at HTX; each sub-account has its own. The key may be good.";
    private const string CheckSecretKey = "Check the secret key.";
    private const string AwaitSettlement = "Wait for the end of the settlement of the contract, which takes minutes, then try again.";

    private static readonly FrozenDictionary<int, ExchangeCode> s_codes = Rows().ToFrozenDictionary(code => code.Number);

    /// <summary>The row for a code; one of class <see cref="CodeClass.Other"/> where the table has none.</summary>
    public static ExchangeCode Find(int number)
    {
        if (s_codes.TryGetValue(number, out ExchangeCode? code))
        {
            return code;
        }

        return number is >= 12000 and < 13000
            ? new ExchangeCode(number, CodeClass.Authentication, "the exchange does not accept the key or its signature", CheckKey)
            : new ExchangeCode(number, CodeClass.Other, string.Create(CultureInfo.InvariantCulture, $"the exchange refused with code {number}"));
    }

    private static IEnumerable<ExchangeCode> Rows() =>
    [
        new(200, CodeClass.Success, "done"),

        // Recorded for an address that is not bound to the key (desk facts C1); other failures may come the same way.
        new(401, CodeClass.Authentication, "the exchange does not accept this machine's address, the key or its signature", $"{BindAddress} If the text is not about the address: {CheckKey}"),
        new(403, CodeClass.Authentication, "the exchange does not accept the key or its signature", CheckKey),
        new(1011, CodeClass.Authentication, "the exchange's session for this user does not exist", CheckKey),
        new(1012, CodeClass.Authentication, "the user does not exist", CheckKey),
        new(1018, CodeClass.Authentication, "the main account does not exist", CheckKey),
        new(1200, CodeClass.Authentication, "the login failed", CheckKey),
        new(1253, CodeClass.Authentication, "the signature is wrong", CheckSecretKey),
        new(12001, CodeClass.Clock, "the exchange refuses the time stamp", "Set this machine's clock; five minutes are tolerated."),
        new(12002, CodeClass.Authentication, "the signature version is refused"),
        new(12003, CodeClass.Authentication, "the signature method is refused"),
        new(12004, CodeClass.Authentication, "the key has expired or its signature method is refused", CheckKey),
        new(12005, CodeClass.Authentication, "this machine's address is not bound to the key", BindAddress),
        new(12006, CodeClass.Authentication, "the time stamp is missing"),
        new(12007, CodeClass.Authentication, "the access key is wrong", CheckKey),
        new(12008, CodeClass.Authentication, "the signature could not be verified", CheckSecretKey),
        new(12009, CodeClass.Authentication, "the user is locked or does not exist", CheckAccount),

        new(1084, CodeClass.Permission, "placing orders by API is banned for a while, because too many were cancelled at once"),
        new(1083, CodeClass.Permission, "the position has been taken over by liquidation", CheckAccount),
        new(1087, CodeClass.Permission, "closing is restricted for this contract", CheckAccount),
        new(1088, CodeClass.Permission, "cancelling is restricted for this contract", CheckAccount),
        new(1097, CodeClass.Permission, "the position is frozen by automatic deleveraging", CheckAccount),
        new(1100, CodeClass.Permission, "opening is not permitted", CheckAccount),
        new(1101, CodeClass.Permission, "closing is not permitted", CheckAccount),
        new(1104, CodeClass.Permission, "trading is restricted", CheckAccount),
        new(1105, CodeClass.Permission, "trading is restricted to closing", CheckAccount),
        new(1106, CodeClass.Permission, "trading is restricted to closing", CheckAccount),
        new(1109, CodeClass.Permission, "the sub-account may not do this", CheckAccount),
        new(1110, CodeClass.Permission, "the sub-account may not do this", CheckAccount),
        new(1113, CodeClass.Permission, "the sub-account may not do this", CheckAccount),
        new(1115, CodeClass.Permission, "the sub-account may not do this", CheckAccount),
        new(1205, CodeClass.Permission, "the key lacks the permission", GiveTradePermission),
        new(1010, CodeClass.Permission, "the futures account does not exist", OpenAccount), // a good key, before futures were opened
        new(1220, CodeClass.Permission, "the futures account is not activated", OpenAccount),
        new(1227, CodeClass.Permission, "the sub-account may not do this", CheckAccount),
        new(1228, CodeClass.Permission, "the futures account is not activated", OpenAccount),
        new(1230, CodeClass.Permission, "the account's verification does not allow this", CheckAccount),
        new(1231, CodeClass.Permission, "the account's verification does not allow this", CheckAccount),
        new(1480, CodeClass.Permission, "risk control has restricted the account", CheckAccount),
        new(1508, CodeClass.Permission, "the account takes part in copy trading", CheckAccount),
        new(1510, CodeClass.Permission, "the account is not of the kind this API serves", CheckAccount),
        .. Same(CodeClass.Permission, "the account is not of the kind this API serves", CheckAccount, 4000, 4001, 4002, 4003, 4004, 4005, 4007, 6002, 6023),
        .. Same(CodeClass.Permission, "compliance rules do not allow this", CheckAccount, 50001, 50002, 50003, 50004, 50101, 50102, 50103),

        new(1013, CodeClass.Parameter, "the symbol does not exist"),
        new(1014, CodeClass.Parameter, "the contract does not exist", "Check the contract code, for example BTC-USDT or BTC-USDT-261225."),
        new(1332, CodeClass.Parameter, "the contract does not exist", "Check the contract code, for example BTC-USDT or BTC-USDT-261225."),
        new(1030, CodeClass.Parameter, "the request's input is wrong"),
        new(1031, CodeClass.Parameter, "the request is illegal"),
        new(1052, CodeClass.Parameter, "there are too many orders in one request"),
        new(1065, CodeClass.Parameter, "the client order id is not a whole number"),
        new(1066, CodeClass.Parameter, "a value is missing"),
        new(1067, CodeClass.Parameter, "a value is illegal"),
        .. Same(CodeClass.Parameter, "a value is refused", null, 1029, 1033, 1034, 1035, 1036, 1037, 1038, 1039, 1040, 1041, 1055, 1069, 1072, 1075),
        .. Same(CodeClass.Parameter, "a value is refused", null, 1331, 1347, 1349, 1412, 1450, 1451, 1491, 1492, 1498, 1502),
        .. Same(CodeClass.Parameter, "the position side does not fit the account's position mode", "The side is Both in one-way mode, Long or Short in hedge mode.", 1497, 1499, 1500),

        new(1017, CodeClass.OrderNotFound, "the order does not exist"),
        new(1061, CodeClass.OrderNotFound, "the order does not exist"),
        new(1051, CodeClass.NothingToCancel, "there is no order to cancel"),
        new(1046, CodeClass.NothingToClose, "there is no such position"),
        new(1048, CodeClass.NothingToClose, "nothing can be closed: there is no such position, or closing orders hold it"),
        new(1050, CodeClass.AlreadyExists, "an order with this client order id exists already"),
        new(1064, CodeClass.AlreadyExists, "an order with this client order id exists already"),
        new(1062, CodeClass.CancelPending, "the order is already being cancelled"),
        new(1063, CodeClass.Filled, "the order was executed"),
        new(1071, CodeClass.AlreadyCanceled, "the order was cancelled before"),
        new(1408, CodeClass.Other, "the take-profit or stop-loss order is not in effect yet", "It is attached to an order that is open. Stop that order, and it is gone with it."),

        new(429, CodeClass.RateLimited, "the request exceeds the account's request budget"),
        new(1032, CodeClass.RateLimited, "the request exceeds the account's request budget"),

        new(1000, CodeClass.Busy, "the exchange reports a system error"),
        new(1001, CodeClass.Busy, "the exchange is not ready"),
        new(1002, CodeClass.Busy, "the exchange could not query"),
        new(1003, CodeClass.Busy, "the exchange's store failed"),
        new(1004, CodeClass.Busy, "the exchange is busy"),
        new(1005, CodeClass.Busy, "the exchange's query timed out"),
        new(1108, CodeClass.Busy, "a call inside the exchange failed"),
        new(1440, CodeClass.Busy, "the exchange failed to cancel"),

        .. Same(CodeClass.Settling, "the contract is being settled or delivered", AwaitSettlement, 1056, 1059, 1077, 1078, 1079, 1080, 1411),
        .. Same(CodeClass.Suspended, "trading of the contract is suspended", null, 1057, 1058, 1060, 4009),
        new(1431, CodeClass.Maintenance, "the exchange is down for maintenance", "See the exchange's announcements for when it is back."),
    ];

    private static IEnumerable<ExchangeCode> Same(CodeClass of, string meaning, string? advice, params int[] numbers) =>
        numbers.Select(number => new ExchangeCode(number, of, meaning, advice));
}
