namespace HtxFutures.Sandbox;

/// <summary>The results in the answer to cancelling algo orders (desk facts 1.6).</summary>
public enum AlgoItemShape
{
    /// <summary>As recorded in June 2026: code, message, algo_id, algo_client_order_id.</summary>
    Recorded,

    /// <summary>As in the documentation's model: algo_id, algo_client_order_id, success, and for a failure error_code and error_msg.</summary>
    Documented,
}
