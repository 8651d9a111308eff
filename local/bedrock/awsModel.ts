import { BedrockRuntimeClient, ConverseCommand, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { AwsError } from '../core/contract.ts';

/** Answers Converse by Amazon Bedrock itself, with the operator's own credentials and region. */
export function converseByAws(): (input: any) => Promise<any> {
  const client = realBedrock();
  return async input => {
    const { $metadata: _, ...answer } = await asked(client.send(new ConverseCommand(input)));
    return answer;
  };
}

/** Answers InvokeModel likewise: what the gateway has read from the body goes on as the body. */
export function invokeByAws(): (input: any) => Promise<any> {
  const client = realBedrock();
  return async ({ modelId, ...body }) => {
    const reply = await asked(
      client.send(
        new InvokeModelCommand({
          modelId,
          contentType: 'application/json',
          accept: 'application/json',
          body: JSON.stringify(body),
        }),
      ),
    );
    return JSON.parse(reply.body.transformToString());
  };
}

/** Says where the real service is, whatever AWS_ENDPOINT_URL the operator's shell has. */
function realBedrock(): BedrockRuntimeClient {
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1';
  return new BedrockRuntimeClient({ region, endpoint: `https://bedrock-runtime.${region}.amazonaws.com` });
}

async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    throw new AwsError(name, message, $metadata?.httpStatusCode ?? 500);
  }
}
