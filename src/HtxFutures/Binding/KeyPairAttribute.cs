using System.Management.Automation;

namespace HtxFutures.Binding;

/// <summary>
/// Takes a key pair as a credential, or asks for the secret of an access key that is given as text. What else the pipeline
/// brings may have a credential among its properties, and is left to them.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class KeyPairAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is null or string or PSCredential or PSObject { BaseObject: string or PSCredential } ? new CredentialAttribute().Transform(engineIntrinsics, inputData) : inputData;
}
