import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import type { IDestination } from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type * as v from 'valibot';
import { acknowledge } from '../acknowledge.ts';
import type { Foundation } from './foundation.ts';

export interface ServiceFunctionProps<Config extends v.GenericSchema> {
  /** Exactly what the function's `config.ts` asks for: a forgotten variable doesn't compile. */
  environment: v.InferInput<Config>;
  timeoutSeconds: number;
  /** 1024 unless told: a customer waits for most of them, and CPU comes with memory. */
  memoryMb?: number;
  /** Asynchronous callers only: where an event goes that failed three times. */
  onFailure?: IDestination;
}

/** One Lambda: the bundle of `functions/<name>`, its role (its own, with nothing in it but what is allowed below) and its log. */
export class ServiceFunction<Config extends v.GenericSchema> extends Construct {
  readonly name: string;
  readonly lambda: Function;
  readonly role: Role;
  private readonly foundation: Foundation;

  /** @param name the folder under `functions/` */
  constructor(scope: Construct, name: string, foundation: Foundation, props: ServiceFunctionProps<Config>) {
    super(scope, name);
    this.name = name;
    this.foundation = foundation;
    const log = foundation.logGroup(this, 'log');
    this.role = new Role(this, 'role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    log.grantWrite(this.role);
    this.lambda = new Function(this, 'function', {
      description: `${foundation.config.client}: ${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(bundle(foundation, name)),
      memorySize: props.memoryMb ?? 1024,
      timeout: Duration.seconds(props.timeoutSeconds),
      tracing: Tracing.ACTIVE,
      role: this.role,
      logGroup: log,
      onFailure: props.onFailure,
      retryAttempts: props.onFailure && 2,
      environment: {
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: metricsNamespace(foundation),
        ...(props.environment as Record<string, string>),
      },
    });
    acknowledge(
      this.role,
      'AwsSolutions-IAM5[Resource::*]',
      'X-Ray knows no resources: xray:PutTraceSegments and PutTelemetryRecords can only be granted on *.',
    );
  }

  get arn(): string {
    return this.lambda.functionArn;
  }

  allow(actions: string[], resources: string[], conditions?: Conditions): this {
    this.role.addToPrincipalPolicy(new PolicyStatement({ actions, resources, conditions }));
    return this;
  }

  /** Whatever else allows it. */
  deny(actions: string[], resources: string[], conditions?: Conditions): this {
    this.role.addToPrincipalPolicy(
      new PolicyStatement({ effect: Effect.DENY, actions, resources, conditions }),
    );
    return this;
  }
}

type Conditions = Record<string, Record<string, string | string[]>>;

/** Metrics of two clients in one account must not mix: the alarms of one would ring for the other. */
export const metricsNamespace = (foundation: Foundation): string =>
  `augmented-support/${foundation.config.client}`;

function bundle(foundation: Foundation, name: string): string {
  const path = join(foundation.sources.dist, 'functions', name);
  if (!existsSync(path)) throw new Error(`${path} is not there: build it first (npm run build)`);
  return path;
}
