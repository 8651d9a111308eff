import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { LocalCloud } from '../../../local/boot.ts';
import type { Cloud, InvokeOutcome, Timer } from '../../../local/core/contract.ts';
import type { There } from '../../golden/actors.ts';
import { namesThere, type Deployment } from './deployment.ts';
import { renamed, type OperatorProxy } from './operatorProxy.ts';
import type { SharedTime } from './sharedTime.ts';
import { openTextMessages } from './textMessages.ts';

/**
 * Joins a booted local cloud and a deployment in the emulator: whatever the local contact centre, bot, mail server, API or
 * schedule asks of the client's functions, those in the emulator answer; what the contact centre streams and it and the mail
 * server store goes there as well. The local clock moves the emulator's time, and is idle only when the emulator is.
 */
export async function runThere(
  local: LocalCloud,
  there: Deployment,
  { time, proxy }: { time: SharedTime; proxy: OperatorProxy },
): Promise<Pick<There, 'breakMail' | 'textMessages'>> {
  const { cloud } = local;
  const { call, invoke } = cloud;
  const names = namesThere(local, there);
  const lambda = new LambdaClient({ ...there.options, maxAttempts: 1 });
  const s3 = new S3Client({ ...there.options, forcePathStyle: true });
  const sns = new SNSClient(there.options);
  proxy.point(cloud.urls.aws, new Map([...names].map(([here, its]) => [its, here])));
  await tellContactCenter(cloud, there);

  const texts = await openTextMessages(there.options.endpoint);

  let mailIsBroken = false;
  let timeout: Timer | undefined;
  /** Until the emulator is quiet; its next time-out becomes a timer of the local clock. */
  async function settle() {
    const due = await time.quiet();
    await texts.look();
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
      goOn(() => {
        const payload = renamed(JSON.stringify(options.payload ?? null), names);
        return invokeThere(lambda, name, payload, options.type === 'event');
      }),
    );
  };
  cloud.call = async (principal, service, operation, input) => {
    const by = `${principal.id} ${service}:${operation}`;
    const TopicArn = by === 'service:connect.amazonaws.com sns:Publish' && names.get(input.TopicArn);
    if (TopicArn)
      return cloud.activity.run(() => goOn(() => sns.send(new PublishCommand({ ...input, TopicArn }))));
    const Bucket = by === 'service:ses.amazonaws.com s3:PutObject' && names.get(input.Bucket);
    // A mail that isn't where it should be can't be read, whoever tries.
    if (Bucket && mailIsBroken) return {};
    if (Bucket)
      return s3.send(new PutObjectCommand({ ...input, Bucket, Body: Buffer.from(input.Body, 'base64') }));
    const result = await call(principal, service, operation, input);
    // The contact centre has put a file of a chat where it stays.
    const Kept = by === 'operator s3:CopyObject' && names.get(input.Bucket);
    if (Kept) {
      const { Key } = input;
      const { Body } = await call(principal, 's3', 'GetObject', { Bucket: input.Bucket, Key });
      await s3.send(new PutObjectCommand({ Bucket: Kept, Key, Body: Buffer.from(Body, 'base64') }));
    }
    return result;
  };
  return { breakMail: () => void (mailIsBroken = true), textMessages: texts.sent };
}

async function invokeThere(
  lambda: LambdaClient,
  FunctionName: string,
  Payload: string,
  isEvent: boolean,
): Promise<InvokeOutcome> {
  const { FunctionError, Payload: answer } = await lambda.send(
    new InvokeCommand({
      FunctionName,
      InvocationType: isEvent ? 'Event' : 'RequestResponse',
      Payload,
    }),
  );
  const text = Buffer.from(answer ?? []).toString();
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
