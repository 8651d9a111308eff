import type { Cloud, Resource, Service } from '../core/contract.ts';
import { compileMachine } from './definition.ts';
import { Executions } from './executions.ts';
import { stateOperations } from './operations.ts';

/** Step Functions: JSONata workflows. Standard executions survive a kill, Express ones do not. */
export function createStates(): Service {
  let executions: Executions | undefined;
  const need = () => {
    if (!executions) throw new Error('states: no state machine is deployed');
    return executions;
  };
  return {
    name: 'states',
    protocol: 'json-1.0',
    operations: stateOperations(need),
    resourceTypes: {
      'AWS::StepFunctions::StateMachine': {
        deploy(resource, cloud) {
          executions ??= new Executions(cloud);
          return deployMachine(resource, cloud, executions);
        },
      },
    },
    resume: () => executions?.resume(),
    stop: () => executions?.stop(),
  };
}

function deployMachine(resource: Resource, cloud: Cloud, executions: Executions) {
  const { properties, logicalId } = resource;
  const name = properties.StateMachineName ?? resource.physicalName;
  const arn = `arn:aws:states:${cloud.region}:${cloud.account}:stateMachine:${name}`;
  const express = properties.StateMachineType === 'EXPRESS';
  const definition = definitionText(resource);
  mayBeObserved(resource, cloud);
  try {
    const compiled = compileMachine(JSON.parse(definition), { express, cloud });
    executions.register({
      arn,
      name,
      logicalId,
      express,
      roleArn: properties.RoleArn,
      definition,
      compiled,
      creationDate: cloud.clock.now(),
    });
  } catch (error) {
    throw new Error(
      `${resource.stack}/${logicalId}: the workflow cannot be deployed:\n${(error as Error).message}`,
      { cause: error },
    );
  }
  return { ref: arn, attributes: { Arn: arn, Name: name, StateMachineRevisionId: '1' } };
}

/** Source: the developer guide's pages on logging to CloudWatch Logs and on tracing. */
const TO_LOG = [
  ...['CreateLogDelivery', 'GetLogDelivery', 'UpdateLogDelivery', 'DeleteLogDelivery', 'ListLogDeliveries'],
  ...['PutResourcePolicy', 'DescribeResourcePolicies', 'DescribeLogGroups'],
].map(operation => `logs:${operation}`);
const TO_TRACE = ['PutTraceSegments', 'PutTelemetryRecords', 'GetSamplingRules', 'GetSamplingTargets'].map(
  operation => `xray:${operation}`,
);

/** Step Functions refuses a machine whose role may not do what its settings ask for. */
function mayBeObserved({ stack, logicalId, properties }: Resource, cloud: Cloud) {
  const { LoggingConfiguration, TracingConfiguration, RoleArn } = properties;
  const logs = LoggingConfiguration && LoggingConfiguration.Level !== 'OFF';
  const needed = [...(logs ? TO_LOG : []), ...(TracingConfiguration?.Enabled ? TO_TRACE : [])];
  try {
    for (const action of needed) cloud.authorize({ id: RoleArn, caller: logicalId }, action, ['*']);
  } catch (error) {
    throw new Error(`${stack}/${logicalId}: its role can't log or trace: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** The definition's JSON text with its substitutions made. */
function definitionText({ stack, logicalId, properties }: Resource): string {
  const { Definition, DefinitionString, DefinitionSubstitutions = {} } = properties;
  const text = DefinitionString ?? (Definition && JSON.stringify(Definition));
  if (typeof text !== 'string') {
    throw new Error(
      `${stack}/${logicalId}: neither DefinitionString nor Definition; a definition in S3 is not supported here: ` +
        'give the text (CDK: DefinitionBody.fromString)',
    );
  }
  return text.replace(/\$\{([A-Za-z0-9_]+)\}/g, (whole, key) => {
    if (!(key in DefinitionSubstitutions)) {
      throw new Error(`${stack}/${logicalId}: ${whole} has no value in DefinitionSubstitutions`);
    }
    const value = DefinitionSubstitutions[key];
    return typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : JSON.stringify(value);
  });
}
