/**
 * Actions that are granted on `*`, and why nothing narrower will do: https://docs.aws.amazon.com/service-authorization/latest/reference/.
 * All but text messages belong to roles of deployments, logs and traces; none reads or changes what a client keeps.
 */
export const WIDE_GRANTS: Record<string, string> = {
  'xray:PutTraceSegments': 'X-Ray knows no resources for it.',
  'xray:PutTelemetryRecords': 'X-Ray knows no resources for it.',
  'xray:GetSamplingRules': 'X-Ray knows no resources for it.',
  'xray:GetSamplingTargets': 'X-Ray knows no resources for it.',
  'logs:CreateLogDelivery': 'Vended logs of workflows: the action knows no resources.',
  'logs:GetLogDelivery': 'Vended logs of workflows: the action knows no resources.',
  'logs:UpdateLogDelivery': 'Vended logs of workflows: the action knows no resources.',
  'logs:DeleteLogDelivery': 'Vended logs of workflows: the action knows no resources.',
  'logs:ListLogDeliveries': 'Vended logs of workflows: the action knows no resources.',
  'logs:PutResourcePolicy': 'Vended logs of workflows: the policy is the account’s.',
  'logs:DescribeResourcePolicies': 'Vended logs of workflows: the policy is the account’s.',
  'logs:DescribeLogGroups': 'Vended logs of workflows: Step Functions lists before it writes.',
  'sns:Publish': 'To a telephone number, which has no ARN; the same role is denied every topic.',
  'ses:SetActiveReceiptRuleSet': 'An account has one active rule set; SES knows no resources for receiving.',
  'ses:DescribeActiveReceiptRuleSet':
    'An account has one active rule set; SES knows no resources for receiving.',
  'ses:CreateReceiptRuleSet': 'An account has one active rule set; SES knows no resources for receiving.',
};

/** The CDK's own upload of the pages, at deployments: its construct grants CloudFront's invalidations on all distributions. */
export const isUpload = (where: string): boolean => where.includes('CustomCDKBucketDeployment');

/** Whether a grant that reaches further than its client is one of those that can't be narrower. */
export const isExplained = (where: string, action: string, pattern: string): boolean =>
  pattern === '*' && (isUpload(where) ? action.startsWith('cloudfront:') : action in WIDE_GRANTS);
