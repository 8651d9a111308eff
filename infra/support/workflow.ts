import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acknowledge } from '../acknowledge.ts';
import type { Foundation } from './foundation.ts';
import type { ServiceFunction } from './serviceFunction.ts';

export interface WorkflowProps {
  type: StateMachineType;
  /** The functions it invokes: `open-case` is `${OpenCaseArn}` in the definition. */
  functions: ServiceFunction<any>[];
  /** Other values of the definition. */
  substitutions?: Record<string, string>;
}

/** One workflow: `statemachines/<name>.asl.json`, its role and its log of failures. */
export class Workflow extends Construct {
  readonly machine: StateMachine;
  readonly role: Role;

  constructor(scope: Construct, name: string, foundation: Foundation, props: WorkflowProps) {
    super(scope, name);
    this.role = new Role(this, 'role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    this.role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: props.functions.map(fn => fn.arn),
      }),
    );
    const substitutions = { ...props.substitutions };
    for (const fn of props.functions) substitutions[`${pascal(fn.name)}Arn`] = fn.arn;
    this.machine = new StateMachine(this, 'machine', {
      stateMachineType: props.type,
      definitionBody: DefinitionBody.fromString(definition(foundation, name, substitutions)),
      definitionSubstitutions: substitutions,
      role: this.role,
      tracingEnabled: true,
      logs: {
        // Delivered logs need a group under this prefix: others fill the account's log resource policy, which is small.
        destination: foundation.logGroup(
          this,
          'log',
          `/aws/vendedlogs/states/${Stack.of(this).stackName}-${name}`,
        ),
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
    });
    acknowledge(
      this.role,
      'AwsSolutions-IAM5[Resource::*]',
      'Log delivery and X-Ray can only be granted on *: their actions know no resources.',
    );
    acknowledge(
      this.machine,
      'AwsSolutions-SF1',
      'Only failures are logged, without execution data: executions carry what customers write.',
    );
  }

  get arn(): string {
    return this.machine.stateMachineArn;
  }
}

const pascal = (name: string): string =>
  name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());

function definition(foundation: Foundation, name: string, substitutions: Record<string, string>): string {
  const path = join(foundation.sources.statemachines, `${name}.asl.json`);
  const text = readFileSync(path, 'utf8');
  const unknown = [...text.matchAll(/\$\{(\w+)\}/g)]
    .map(match => match[1]!)
    .filter(key => !(key in substitutions));
  if (unknown.length)
    throw new Error(
      `${path}: no value for \${${unknown[0]}}; expected one of ${Object.keys(substitutions).join(', ')}`,
    );
  return JSON.stringify(JSON.parse(text));
}
