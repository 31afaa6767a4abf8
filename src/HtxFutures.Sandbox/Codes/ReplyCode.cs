namespace HtxFutures.Sandbox.Codes;

/// <summary>The numbers that decide, in answers and in batch items (facts 3.2).</summary>
internal static class ReplyCode
{
    public const int Success = 200;

    public const int Unauthorized = 401;
    public const int Forbidden = 403;
    public const int NotFound = 404;
    public const int MethodNotAllowed = 405;
    public const int TooManyRequests = 429;

    public const int Busy = 1004;
    public const int ContractNotFound = 1014;
    public const int OrderDoesNotExist = 1017;
    public const int InputError = 1030;
    public const int IllegalRequest = 1031;
    public const int RateLimited = 1032;
    public const int NoPosition = 1046;
    public const int NoClosableAmount = 1048;
    public const int DuplicateClientOrderId = 1050;
    public const int NoCancellableOrders = 1051;
    public const int BatchTooLarge = 1052;
    public const int OrderNotFound = 1061;
    public const int CancelInProgress = 1062;
    public const int AlreadyFilled = 1063;
    public const int ClientOrderIdConflict = 1064;
    public const int ClientOrderIdNotInteger = 1065;
    public const int EmptyParameter = 1066;
    public const int IllegalParameter = 1067;
    public const int AlreadyCanceled = 1071;
    public const int OpeningDenied = 1105;
    public const int OpeningForbidden = 1106;
    public const int NoPermission = 1205;
    public const int StopsOnClosingOrder = 1404;
    public const int TakeProfitOnWrongSide = 1405;
    public const int StopLossOnWrongSide = 1407;
    public const int NotInEffect = 1408;
    public const int CallbackRateOutOfRange = 1425;
    public const int ActivePriceOnWrongSide = 1426;
    public const int CancelFailed = 1440;
    public const int ReduceOnlyTooLarge = 1492;
    public const int WrongPositionMode = 1497;
    public const int VolumeOfClose = 4011;

    public const int WrongTimestamp = 12001;
    public const int WrongSignatureVersion = 12002;
    public const int WrongSignatureMethod = 12003;
    public const int AddressNotAllowed = 12005;
    public const int MissingTimestamp = 12006;
    public const int WrongAccessKey = 12007;
    public const int VerificationFailed = 12008;
    public const int AccountLocked = 12009;
}
