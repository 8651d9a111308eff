import { CfnTestCase } from 'aws-cdk-lib/aws-connect';
import { Construct } from 'constructs';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { callTests, type CallTest } from '../flows/callTests.ts';

/**
 * Calls that Connect plays against the deployed flows itself, on request or by schedule: nobody has to dial. They are made
 * from the same configuration as the flows, so that a changed greeting changes its test.
 */
export class TestCases extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { config, instanceArn, mainFlowId }: { config: ClientConfig; instanceArn: string; mainFlowId: string },
  ) {
    super(scope, id);
    for (const test of callTests(config))
      new CfnTestCase(this, test.name, {
        instanceArn,
        name: `${config.client} ${test.name}`,
        description: test.description,
        status: 'PUBLISHED',
        entryPoint: { type: 'VOICE_CALL', voiceCallEntryPointParameters: { flowId: mainFlowId } },
        content: testContent(test),
      });
  }
}

/** The testing language's document: a chain of observations, each heard before the next is awaited. */
export function testContent({ steps, language }: CallTest): string {
  return JSON.stringify({
    Version: '2019-10-30',
    Metadata: {},
    Observations: steps.map((step, n) => ({
      Identifier: `step-${n + 1}`,
      Event: {
        Identifier: `event-${n + 1}`,
        Type: 'MessageReceived',
        Actor: 'System',
        Properties: { Text: step.hears },
        MatchingCriteria: 'Inclusion',
      },
      Actions: actions(step, `action-${n + 1}`, language, n + 1 === steps.length),
      Transitions: { NextObservations: n + 1 < steps.length ? [`step-${n + 2}`] : [] },
    })),
  });
}

function actions(
  { says, presses }: CallTest['steps'][number],
  Identifier: string,
  language: string,
  last: boolean,
) {
  const instruction = (Type: string, Properties: object) => [
    {
      Identifier,
      Type: 'SendInstruction',
      Actor: 'Customer',
      Parameters: {
        ActionType: 'SendInstruction',
        Actor: 'Customer',
        Instruction: { Type, Properties },
      },
      Transitions: {},
    },
  ];
  if (says !== undefined) return instruction('TextUtterance', { Text: says, LanguageCode: language });
  // Reported to be taken as a number only.
  if (presses !== undefined)
    return instruction('DtmfInput', { Value: /^\d$/.test(presses) ? Number(presses) : presses });
  if (!last) return [];
  return [
    {
      Identifier,
      Type: 'TestControl',
      Parameters: { ActionType: 'TestControl', Command: { Type: 'EndTest' } },
      Transitions: {},
    },
  ];
}
