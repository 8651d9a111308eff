import { Stack, Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** Accepts a finding of the security rules (cdk-nag) on a construct and what it contains, and says why it is acceptable. */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: rule, reason });
}

/** Accepts a wildcard in this one resource of a policy; the same wildcard elsewhere is still found. */
export function acknowledgeWildcard(construct: IConstruct, arn: string, reason: string): void {
  const resource = asFound(Stack.of(construct).resolve(arn));
  acknowledge(construct, `AwsSolutions-IAM5[Resource::${resource}]`, reason);
}

/** An ARN the way the rules print it: `<LogicalId.Arn>/contact/*`. */
function asFound(arn: any): string {
  if (typeof arn === 'string') return arn;
  if (arn.Ref) return `<${arn.Ref}>`;
  if (arn['Fn::GetAtt']) return `<${arn['Fn::GetAtt'].join('.')}>`;
  return arn['Fn::Join'][1].map(asFound).join('');
}
