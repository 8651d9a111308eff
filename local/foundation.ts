import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createApiGateway } from './api-gateway/apiGateway.ts';
import { createCloudWatch } from './cloudwatch/alarms.ts';
import type { CloudWatch } from './cloudwatch/alarms.ts';
import { createLogs } from './cloudwatch/logs.ts';
import type { Logs } from './cloudwatch/logs.ts';
import { createMetrics } from './cloudwatch/metrics.ts';
import { createCognito } from './cognito/cognito.ts';
import type { Cognito } from './cognito/cognito.ts';
import { createActivity } from './core/activity.ts';
import { openClock } from './core/clock.ts';
import type { VirtualClock } from './core/clock.ts';
import { createCloud } from './core/cloud.ts';
import type { Cloud, Service } from './core/contract.ts';
import type { Meter } from './core/meter.ts';
import { createCredentials } from './core/credentials.ts';
import { openGateway } from './core/gateway/gateway.ts';
import { openStore } from './core/store.ts';
import { createIam } from './iam/iam.ts';
import { recordGrants } from './iam/recordGrants.ts';
import { createKms } from './kms/kms.ts';
import { createLambda } from './lambda/lambda.ts';
import type { KeptEnvironments } from './lambda/keptEnvironments.ts';
import type { LambdaService } from './lambda/lambda.ts';
import { createS3 } from './s3/s3.ts';
import { createSecrets } from './secrets/secrets.ts';
import { createSsm } from './ssm/ssm.ts';
import type { Assembly } from './template/assembly.ts';
import { deployStacks } from './template/deploy.ts';
import type { DeployedStacks } from './template/deploy.ts';

export interface FoundationOptions {
  assembly: Assembly;
  /** Directory of the state; none keeps it in memory. */
  stateDir?: string;
  /** Rooms besides those of the foundation. */
  services: Service[];
  /** Values over the templates' parameters' defaults, by stack; asked once the endpoints listen. */
  parameters?: (cloud: Cloud) => Record<string, Record<string, string>>;
  /** 0 for any free port. */
  ports: { aws: number; api: number };
  clock?: { start?: string; frozen?: boolean };
  /** Warm environments of a cloud before. */
  kept?: KeptEnvironments;
  /** Counts what is used; none: nobody does. */
  meter?: Meter;
  log(line: string): void;
}
export interface Foundation {
  cloud: Cloud;
  clock: VirtualClock;
  deployed: DeployedStacks;
  lambda: LambdaService;
  cognito: Cognito;
  logs: Logs;
  cloudWatch: CloudWatch;
  stop(): Promise<void>;
}

/**
 * Opens the state, listens, deploys the stacks and resumes what was cut off. Throws with stack and logical id when a
 * template holds what no room knows, and PortTaken; what was opened by then is closed again.
 */
export async function openFoundation(options: FoundationOptions): Promise<Foundation> {
  const { assembly, stateDir, log } = options;
  if (stateDir) mkdirSync(stateDir, { recursive: true });
  const store = openStore(stateDir ? join(stateDir, 'state.db') : ':memory:');
  const activity = createActivity();
  const clock = openClock({
    store,
    activity,
    ...options.clock,
    ...(options.kept && { shared: options.kept.time }),
    onError: error =>
      log(`a timer's work failed: ${error instanceof Error ? (error.stack ?? error.message) : error}`),
  });
  const credentials = createCredentials();
  const metrics = createMetrics(clock);
  const logs = createLogs({ store, clock, metrics });
  const cloudWatch = createCloudWatch(metrics);
  const cognito = createCognito({ store, clock });
  const apiGateway = createApiGateway({ metrics, logs });
  const lambda = createLambda({
    cloud: () => cloud,
    activity,
    credentials,
    time: clock.shared,
    assets: assembly.assets,
    logs,
    metrics,
    ...(stateDir ? { compileCache: join(stateDir, 'compiled') } : {}),
    ...(options.kept && { kept: options.kept }),
  });
  const iam = createIam();
  const services: Service[] = [
    iam,
    createKms(),
    createS3({ store, assets: assembly.assets, secretOf: credentials.secretOf }),
    createSsm(store),
    createSecrets(store),
    logs,
    cloudWatch,
    cognito,
    lambda,
    apiGateway,
    ...options.services,
  ];
  const cloud: Cloud = createCloud({
    store,
    clock,
    activity,
    services,
    ...(options.meter && { meter: options.meter }),
    log,
  });

  const opened: (() => unknown)[] = [() => store.close(), () => clock.stop()];
  const stop = async () => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  try {
    const gateway = await openGateway({ cloud, services, credentials, activity, port: options.ports.aws });
    cloud.urls.aws = gateway.url;
    opened.push(gateway.stop);
    opened.push((await apiGateway.open(cloud, options.ports.api)).stop);
    for (const service of services) if (service.stop) opened.push(() => service.stop!());
    const deployed = await deployStacks({
      stacks: assembly.stacks,
      services,
      cloud,
      ...(options.parameters ? { parameters: options.parameters(cloud) } : {}),
    });
    opened.push(() => recordGrants(iam.grants()));
    for (const service of services) await service.resume?.(cloud);
    return { cloud, clock, deployed, lambda, cognito, logs, cloudWatch, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
