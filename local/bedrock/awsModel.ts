import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { AwsError } from '../core/contract.ts';

/** Answers Converse by Amazon Bedrock itself, with the operator's own credentials and region. */
export function converseByAws(): (input: any) => Promise<any> {
  // Says where the real service is, whatever AWS_ENDPOINT_URL the operator's shell has.
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1';
  const client = new BedrockRuntimeClient({
    region,
    endpoint: `https://bedrock-runtime.${region}.amazonaws.com`,
  });
  return async input => {
    try {
      const { $metadata: _, ...answer } = await client.send(new ConverseCommand(input));
      return answer;
    } catch (error) {
      const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
      throw new AwsError(name, message, $metadata?.httpStatusCode ?? 500);
    }
  };
}
