import { AwsError } from '../../core/contract.ts';
import type { Operation } from '../../core/contract.ts';
import type { Center } from '../center.ts';
import { idOf } from '../center.ts';
import { QUEUE_METRICS } from '../queues/metrics.ts';

/** Metrics of GetCurrentMetricData → names the flows use. */
const CURRENT_METRICS: Record<string, string> = {
  AGENTS_AVAILABLE: 'NumberOfAgentsAvailable',
  AGENTS_STAFFED: 'NumberOfAgentsStaffed',
  AGENTS_ONLINE: 'NumberOfAgentsOnline',
  CONTACTS_IN_QUEUE: 'NumberOfContactsInQueue',
  OLDEST_CONTACT_AGE: 'OldestContactInQueueAgeSeconds',
};

const PAGING = { nextToken: 'NextToken', maxResults: 'MaxResults' };

/** The API around what templates define: read only here, as definitions come from templates. */
export function resourceOperations(center: Center): Record<string, Operation> {
  const onInstance = ({ InstanceId }: any) => [
    `arn:aws:connect:us-east-1:000000000000:instance/${InstanceId}`,
  ];
  const of = <T extends { instanceArn: string }>(definitions: Map<string, T>, instanceId: string): T[] => {
    const { arn } = center.instance(instanceId);
    return [...definitions.values()].filter(({ instanceArn }) => instanceArn === arn);
  };
  const page = <T>(all: T[], { NextToken, MaxResults }: any): { rows: T[]; next: { NextToken?: string } } => {
    const from = Number(NextToken ?? 0);
    const end = from + Number(MaxResults ?? 100);
    return { rows: all.slice(from, end), next: end < all.length ? { NextToken: String(end) } : {} };
  };

  return {
    DescribeInstance: {
      http: 'GET /instance/{InstanceId}',
      resources: onInstance,
      run({ InstanceId }) {
        const { id, arn, alias, identityManagement, attributes, createdAt } = center.instance(InstanceId);
        return {
          Instance: {
            Id: id,
            Arn: arn,
            InstanceAlias: alias,
            IdentityManagementType: identityManagement,
            InstanceStatus: 'ACTIVE',
            CreatedTime: createdAt / 1000,
            InboundCallsEnabled: attributes.InboundCalls ?? false,
            OutboundCallsEnabled: attributes.OutboundCalls ?? false,
          },
        };
      },
    },
    ListQueues: {
      http: 'GET /queues-summary/{InstanceId}',
      query: { ...PAGING, queueTypes: 'QueueTypes' },
      resources: onInstance,
      run(input) {
        const { rows, next } = page(of(center.queues, input.InstanceId), input);
        return {
          QueueSummaryList: rows.map(({ arn, name }) => ({
            Id: idOf(arn),
            Arn: arn,
            Name: name,
            QueueType: 'STANDARD',
          })),
          ...next,
        };
      },
    },
    ListContactFlows: {
      http: 'GET /contact-flows-summary/{InstanceId}',
      query: { ...PAGING, contactFlowTypes: 'ContactFlowTypes' },
      resources: onInstance,
      run(input) {
        const types = input.ContactFlowTypes && [input.ContactFlowTypes].flat();
        const flows = of(center.flows, input.InstanceId).filter(({ type }) => !types || types.includes(type));
        const { rows, next } = page(flows, input);
        return {
          ContactFlowSummaryList: rows.map(({ arn, name, type }) => ({
            Id: idOf(arn),
            Arn: arn,
            Name: name,
            ContactFlowType: type,
            ContactFlowState: 'ACTIVE',
            ContactFlowStatus: 'PUBLISHED',
          })),
          ...next,
        };
      },
    },
    GetCurrentMetricData: {
      http: 'POST /metrics/current/{InstanceId}',
      // Queues and routing profiles are both needed; which profiles when only queues are named isn't said: those that serve them.
      resources: ({ InstanceId, Filters }) => {
        const queues: string[] = (Filters?.Queues ?? []).map((queue: string) =>
          queue.startsWith('arn:') ? queue : `${onInstance({ InstanceId })[0]}/queue/${queue}`,
        );
        const serving = [...center.profiles.values()].filter(profile =>
          profile.queues.some(({ queueArn }) => queues.includes(queueArn)),
        );
        return [...queues, ...serving.map(({ arn }) => arn)];
      },
      run({ InstanceId, Filters, CurrentMetrics = [] }) {
        const queues = of(center.queues, InstanceId).filter(({ arn }) =>
          (Filters?.Queues ?? []).some((wanted: string) => wanted === arn || wanted === idOf(arn)),
        );
        if (queues.length === 0)
          throw new AwsError('InvalidParameterException', 'Filters.Queues names no queue of the instance');
        const unknown = CurrentMetrics.find(({ Name }: any) => !Object.hasOwn(CURRENT_METRICS, Name));
        if (unknown)
          throw new AwsError('InvalidParameterException', `the local Connect has no metric ${unknown.Name}`);
        return {
          MetricResults: queues.map(({ arn }) => ({
            Dimensions: { Queue: { Id: idOf(arn), Arn: arn } },
            Collections: CurrentMetrics.map((Metric: any) => ({
              Metric,
              Value: QUEUE_METRICS[CURRENT_METRICS[Metric.Name]!]!(center, arn),
            })),
          })),
          DataSnapshotTime: center.now / 1000,
          ApproximateTotalCount: queues.length,
        };
      },
    },
  };
}
