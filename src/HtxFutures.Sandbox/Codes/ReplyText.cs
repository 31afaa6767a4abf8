namespace HtxFutures.Sandbox.Codes;

/// <summary>The text beside a code. Only "Success" and its Chinese form (facts 2.2), the two forms of a wrong address (desk facts C1) and those of 1048 and 1497 (desk facts 2.2, 7) were recorded; the rest is wording of our own, so no client may rely on it.</summary>
internal static class ReplyText
{
    public static string For(int code, string? field, bool chinese) => chinese ? Chinese(code, field) : English(code, field);

    /// <summary>Such as <c>Incorrect IP address [IP地址错误]</c>, as recorded (desk facts C1).</summary>
    public static string InTwoLanguages(int code) => $"{English(code, null)} [{Chinese(code, null)}]";

    private static string English(int code, string? field) => code switch
    {
        ReplyCode.Success => "Success",
        ReplyCode.Forbidden => "Verification failure",
        ReplyCode.NotFound => "Resources do not exist",
        ReplyCode.MethodNotAllowed => "Method not allowed",
        ReplyCode.TooManyRequests => "Too many requests",
        ReplyCode.Busy => "The system is busy",
        ReplyCode.ContractNotFound => "The contract does not exist",
        ReplyCode.OrderDoesNotExist or ReplyCode.OrderNotFound => "The order does not exist",
        ReplyCode.InputError => "Input error",
        ReplyCode.IllegalRequest => "Illegal request",
        ReplyCode.RateLimited => "The number of accesses exceeds the limit",
        ReplyCode.NoPosition => "The position for this contract does not exist",
        ReplyCode.NoClosableAmount => "Insufficient open positions to be closed. Please check whether there are open orders under \"Limit Orders\".",
        ReplyCode.DuplicateClientOrderId or ReplyCode.ClientOrderIdConflict => "The client order id is repeated",
        ReplyCode.NoCancellableOrders => "There are no orders to cancel",
        ReplyCode.BatchTooLarge => "The batch is too large",
        ReplyCode.CancelInProgress => "The order is being cancelled",
        ReplyCode.AlreadyFilled => "The order has been executed",
        ReplyCode.ClientOrderIdNotInteger => "The client order id must be an integer",
        ReplyCode.EmptyParameter => $"The parameter {field} is empty",
        ReplyCode.IllegalParameter => $"The parameter {field} is illegal",
        ReplyCode.AlreadyCanceled => "The order has been cancelled",
        ReplyCode.OpeningDenied or ReplyCode.OpeningForbidden => "The account can close positions only",
        ReplyCode.NoPermission => "You have no permission",
        ReplyCode.StopsOnClosingOrder => "Take-profit and stop-loss go with opening orders only",
        ReplyCode.TakeProfitOnWrongSide => "The take-profit price is on the wrong side",
        ReplyCode.StopLossOnWrongSide => "The stop-loss price is on the wrong side",
        ReplyCode.NotInEffect => "The order has not taken effect yet",
        ReplyCode.CallbackRateOutOfRange => "The callback rate is out of range",
        ReplyCode.ActivePriceOnWrongSide => "The activation price is on the wrong side",
        ReplyCode.CancelFailed => "The order could not be cancelled",
        ReplyCode.ReduceOnlyTooLarge => "The amount exceeds what can be closed",
        ReplyCode.WrongPositionMode => "Position mode parameter passing error!",
        ReplyCode.VolumeOfClose => "Close positions based on the maximum amount, without passing in the volume field",
        ReplyCode.WrongTimestamp => "Invalid submission time",
        ReplyCode.WrongSignatureVersion => "The signature version is wrong",
        ReplyCode.WrongSignatureMethod => "The signature method is wrong",
        ReplyCode.AddressNotAllowed => "Incorrect IP address",
        ReplyCode.MissingTimestamp => "The timestamp is empty",
        ReplyCode.WrongAccessKey => "Incorrect Access key",
        ReplyCode.VerificationFailed => "Verification failure",
        ReplyCode.AccountLocked => "The user is locked or does not exist",
        _ => $"Error {code}",
    };

    private static string Chinese(int code, string? field) => code switch
    {
        ReplyCode.Success => "成功",
        ReplyCode.OrderDoesNotExist or ReplyCode.OrderNotFound => "订单不存在",
        ReplyCode.RateLimited or ReplyCode.TooManyRequests => "访问次数超出限制",
        ReplyCode.NoCancellableOrders => "没有可撤销的订单",
        ReplyCode.CancelInProgress => "撤单中",
        ReplyCode.AlreadyFilled => "订单已成交",
        ReplyCode.AlreadyCanceled => "订单已撤销",
        ReplyCode.EmptyParameter or ReplyCode.IllegalParameter => $"参数不合法 {field}",
        ReplyCode.Busy => "系统繁忙",
        ReplyCode.NoPermission => "没有权限",
        ReplyCode.WrongTimestamp => "提交时间无效",
        ReplyCode.AddressNotAllowed => "IP地址错误",
        ReplyCode.VerificationFailed or ReplyCode.Forbidden => "校验失败",
        _ => "错误",
    };
}
