using HtxFutures.Calls.Answers;

namespace HtxFutures.Client.Tests.Calls.Answers;

/// <summary>The table of facts 3.2, copied out by hand class by class.</summary>
public sealed class ExchangeCodesTests
{
    private static readonly (string Class, HtxErrorKind Kind, int[] Codes)[] s_table =
    [
        (nameof(CodeClass.Authentication), HtxErrorKind.AuthenticationFailed,
            [401, 403, 12002, 12003, 12004, 12005, 12006, 12007, 12008, 12009, 12000, 12010, 12999, 1253, 1200, 1011, 1012, 1018]),
        (nameof(CodeClass.Clock), HtxErrorKind.ClockSkew, [12001]),
        (nameof(CodeClass.Permission), HtxErrorKind.PermissionDenied,
            [1010, 1205, 1220, 1228, 1104, 1105, 1106, 1100, 1101, 1109, 1110, 1113, 1115, 1227, 1231, 1230, 50101, 50102, 50103, 50001, 50002, 50003, 50004,
                1480, 1508, 1510, 4000, 4001, 4002, 4003, 4004, 4005, 4007, 6002, 6023, 1083, 1084, 1087, 1088, 1097]),
        (nameof(CodeClass.Parameter), HtxErrorKind.InvalidParameter,
            [1013, 1014, 1332, 1029, 1030, 1031, 1033, 1034, 1035, 1036, 1037, 1038, 1039, 1055, 1069, 1072, 1075, 1040, 1041, 1052, 1065, 1066, 1067,
                1331, 1347, 1412, 1349, 1450, 1451, 1491, 1492, 1497, 1498, 1499, 1500, 1502]),
        (nameof(CodeClass.OrderNotFound), HtxErrorKind.OrderNotFound, [1017, 1061]),
        (nameof(CodeClass.NothingToCancel), HtxErrorKind.ApiError, [1051]),
        (nameof(CodeClass.NothingToClose), HtxErrorKind.ApiError, [1046, 1048]),
        (nameof(CodeClass.AlreadyExists), HtxErrorKind.ApiError, [1050, 1064]),
        (nameof(CodeClass.CancelPending), HtxErrorKind.ApiError, [1062]),
        (nameof(CodeClass.Filled), HtxErrorKind.ApiError, [1063]),
        (nameof(CodeClass.AlreadyCanceled), HtxErrorKind.ApiError, [1071]),
        (nameof(CodeClass.RateLimited), HtxErrorKind.RateLimited, [1032, 429]),
        (nameof(CodeClass.Busy), HtxErrorKind.ApiError, [1000, 1001, 1002, 1003, 1004, 1005, 1108, 1440]),
        (nameof(CodeClass.Settling), HtxErrorKind.ApiError, [1056, 1059, 1077, 1078, 1079, 1080, 1411]),
        (nameof(CodeClass.Suspended), HtxErrorKind.ApiError, [1057, 1058, 1060, 4009]),
        (nameof(CodeClass.Maintenance), HtxErrorKind.Unavailable, [1431]),
        (nameof(CodeClass.Success), HtxErrorKind.ApiError, [200]),

        // Not in the table, algorithmic orders, placing only, or of two meanings: nothing is claimed of them.
        (nameof(CodeClass.Other), HtxErrorKind.ApiError, [0, -1, 1, 199, 201, 404, 500, 11999, 13000, 1408, 4006, 999999, int.MaxValue, int.MinValue]),
    ];

    public static TheoryData<int, string, HtxErrorKind> Codes =>
        [.. s_table.SelectMany(row => row.Codes.Select(code => new TheoryDataRow<int, string, HtxErrorKind>(code, row.Class, row.Kind)))];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_code_has_the_class_and_kind_of_the_facts(int number, string @class, HtxErrorKind kind)
    {
        ExchangeCode code = ExchangeCodes.Find(number);
        Assert.Equal(number, code.Number);
        Assert.Equal(@class, code.Class.ToString());
        Assert.Equal(kind, code.Kind);
        Assert.NotEmpty(code.Meaning);
    }

    [Fact]
    public void No_class_was_forgotten() =>
        Assert.Equal(Enum.GetNames<CodeClass>().Order(), s_table.Select(row => row.Class).Order());

    [Theory]
    [InlineData(HtxErrorKind.NotConnected, true)]
    [InlineData(HtxErrorKind.AuthenticationFailed, true)]
    [InlineData(HtxErrorKind.ClockSkew, true)]
    [InlineData(HtxErrorKind.Unavailable, true)]
    [InlineData(HtxErrorKind.Blocked, true)]
    [InlineData(HtxErrorKind.UnexpectedResponse, true)]
    [InlineData(HtxErrorKind.PermissionDenied, false)]
    [InlineData(HtxErrorKind.InvalidParameter, false)]
    [InlineData(HtxErrorKind.OrderNotFound, false)]
    [InlineData(HtxErrorKind.RateLimited, false)]
    [InlineData(HtxErrorKind.NetworkError, false)]
    [InlineData(HtxErrorKind.OutcomeUnknown, false)]
    [InlineData(HtxErrorKind.ApiError, false)]
    public void What_the_next_request_would_meet_too_ends_the_run(HtxErrorKind kind, bool endsRun) =>
        Assert.Equal(endsRun, new HtxException(kind, "x").EndsRun);
}
