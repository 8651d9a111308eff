import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { LocalCloud } from '../../../local/boot.ts';
import type { Cloud, InvokeOutcome, Timer } from '../../../local/core/contract.ts';
import { namesThere, type Deployment } from './deployment.ts';
import type { OperatorProxy } from './operatorProxy.ts';
import type { SharedTime } from './sharedTime.ts';

/**
 * Joins a booted local cloud and a deployment in the emulator: whatever the local contact centre, bot, mail server, API or
 * schedule asks of the client's functions, those in the emulator answer; what the contact centre streams and the mail server
 * stores goes there as well. The local clock moves the emulator's time, and is idle only when the emulator is.
 */
export async function runThere(
  local: LocalCloud,
  there: Deployment,
  { time, proxy }: { time: SharedTime; proxy: OperatorProxy },
): Promise<void> {
  const { cloud } = local;
  const { call, invoke } = cloud;
  const names = namesThere(local, there);
  const lambda = new LambdaClient({ ...there.options, maxAttempts: 1 });
  const s3 = new S3Client({ ...there.options, forcePathStyle: true });
  const sns = new SNSClient(there.options);
  proxy.point(cloud.urls.aws, new Map([...names].map(([here, its]) => [its, here])));
  await tellContactCenter(cloud, there);

  let timeout: Timer | undefined;
  /** Until the emulator is quiet; its next time-out becomes a timer of the local clock. */
  async function settle() {
    const due = await time.quiet();
    timeout?.cancel();
    if (Number.isFinite(due)) timeout = cloud.clock.at(due, () => goOn(async () => {}));
  }
  async function goOn<Result>(work: () => Promise<Result>): Promise<Result> {
    time.set(cloud.clock.now());
    const result = await work();
    void cloud.activity.run(settle).catch(error => cloud.log(`emulator: ${(error as Error).message}`));
    return result;
  }

  cloud.invoke = options => {
    const name = names.get(options.functionArn);
    if (name === undefined) return invoke(options);
    return cloud.activity.run(() =>
      goOn(() => invokeThere(lambda, name, options.payload, options.type === 'event')),
    );
  };
  cloud.call = (principal, service, operation, input) => {
    const by = `${principal.id} ${service}:${operation}`;
    const TopicArn = by === 'service:connect.amazonaws.com sns:Publish' && names.get(input.TopicArn);
    if (TopicArn)
      return cloud.activity.run(() => goOn(() => sns.send(new PublishCommand({ ...input, TopicArn }))));
    const Bucket = by === 'service:ses.amazonaws.com s3:PutObject' && names.get(input.Bucket);
    if (Bucket)
      return s3.send(new PutObjectCommand({ ...input, Bucket, Body: Buffer.from(input.Body, 'base64') }));
    return call(principal, service, operation, input);
  };
}

async function invokeThere(
  lambda: LambdaClient,
  FunctionName: string,
  payload: unknown,
  isEvent: boolean,
): Promise<InvokeOutcome> {
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({
      FunctionName,
      InvocationType: isEvent ? 'Event' : 'RequestResponse',
      Payload: JSON.stringify(payload ?? null),
    }),
  );
  const text = Buffer.from(Payload ?? []).toString();
  const result = text ? JSON.parse(text) : null;
  return FunctionError ? { status: 'error', payload: result } : { status: 'ok', payload: result };
}

/** As the contact-center stack does where it is deployed. */
async function tellContactCenter(cloud: Cloud, { client, options }: Deployment): Promise<void> {
  const Name = `/${client}-support/contact-center`;
  const { Parameter } = await cloud.call({ id: 'operator' }, 'ssm', 'GetParameter', { Name });
  await new SSMClient(options).send(
    new PutParameterCommand({ Name, Value: Parameter.Value, Type: 'String', Overwrite: true }),
  );
}
