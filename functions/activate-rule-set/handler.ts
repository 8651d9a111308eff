import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import * as v from 'valibot';
import type { RuleSets } from '../../layers/core/mail/ruleSets.ts';
import { activateRuleSet } from './activateRuleSet.ts';

/** CloudFormation gives every value as text. */
const Properties = v.object({ RuleSet: v.string(), Ours: v.picklist(['true', 'false']) });

/** What a custom resource answers, at the address the event brings. */
export interface CustomResourceAnswer {
  Status: 'SUCCESS' | 'FAILED';
  Reason?: string;
  PhysicalResourceId: string;
  StackId: string;
  RequestId: string;
  LogicalResourceId: string;
  Data?: Record<string, string>;
}

export interface HandlerDependencies {
  sets: RuleSets;
  region: string;
  answer(url: string, answer: CustomResourceAnswer): Promise<void>;
}

/**
 * CloudFormation's custom resource. Deleting changes nothing: other clients may use the set, and an empty one receives
 * nothing. Whatever happens is answered, or the stack would wait for an hour.
 */
export const createHandler =
  ({ sets, region, answer }: HandlerDependencies) =>
  async (event: CloudFormationCustomResourceEvent): Promise<void> => {
    const { StackId, RequestId, LogicalResourceId, ResponseURL } = event;
    const known = event.RequestType === 'Create' ? LogicalResourceId : event.PhysicalResourceId;
    const about = { StackId, RequestId, LogicalResourceId };
    let made: CustomResourceAnswer;
    try {
      let PhysicalResourceId = known;
      if (event.RequestType !== 'Delete') {
        const { RuleSet, Ours } = v.parse(Properties, event.ResourceProperties);
        await activateRuleSet({ ruleSet: RuleSet, ours: Ours === 'true' }, sets, region);
        PhysicalResourceId = RuleSet;
      }
      made = { ...about, Status: 'SUCCESS', PhysicalResourceId, Data: { RuleSetName: PhysicalResourceId } };
    } catch (error) {
      made = { ...about, Status: 'FAILED', Reason: (error as Error).message, PhysicalResourceId: known };
    }
    await answer(ResponseURL, made);
  };
