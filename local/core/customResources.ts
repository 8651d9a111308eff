import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { Cloud, Deployed, Resource, Service } from './contract.ts';

/** Custom resources that templates here may have; another one is refused like any unknown type. */
const TYPES = ['Custom::PhoneNumberFlow', 'Custom::ActiveReceiptRuleSet'];
/** Longer than any of their functions may run. */
const PATIENCE_MS = 120_000;

interface Answer {
  Status: 'SUCCESS' | 'FAILED';
  Reason?: string;
  PhysicalResourceId?: string;
  Data?: Record<string, unknown>;
}

/** CloudFormation's part of a custom resource: the template's own function is asked, and answers on a URL of its own. */
export function createCustomResources(): Service {
  return {
    name: 'cloudformation',
    protocol: 'query',
    operations: {},
    resourceTypes: Object.fromEntries(TYPES.map(type => [type, { deploy }])),
  };
}

async function deploy({ stack, logicalId, type, properties }: Resource, cloud: Cloud): Promise<Deployed> {
  const kept = cloud.store.collection<{ physicalId: string; properties: any }>('cloudformation.custom');
  const before = kept.get(`${stack}/${logicalId}`);
  const { ServiceToken } = properties;
  const answer = await asked(cloud, ServiceToken, {
    // Deployed anew at every boot: what was there before is brought up to date.
    RequestType: before ? 'Update' : 'Create',
    ...(before && { PhysicalResourceId: before.physicalId, OldResourceProperties: before.properties }),
    ServiceToken,
    StackId: `arn:aws:cloudformation:${cloud.region}:${cloud.account}:stack/${stack}/local`,
    RequestId: randomUUID(),
    LogicalResourceId: logicalId,
    ResourceType: type,
    ResourceProperties: properties,
  });
  if (answer.Status !== 'SUCCESS' || !answer.PhysicalResourceId)
    throw new Error(`its function answered ${answer.Status}: ${answer.Reason ?? 'no reason given'}`);
  kept.put(`${stack}/${logicalId}`, { physicalId: answer.PhysicalResourceId, properties });
  return {
    ref: answer.PhysicalResourceId,
    attributes: Object.fromEntries(
      Object.entries(answer.Data ?? {}).map(([name, value]) => [name, String(value)]),
    ),
  };
}

/** Invokes the function as the person who deploys does, and waits for what it puts to the response URL. */
async function asked(cloud: Cloud, functionArn: string, event: object): Promise<Answer> {
  let settle: (answer: Answer) => void;
  const answered = new Promise<Answer>(resolve => (settle = resolve));
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.end();
      settle(JSON.parse(Buffer.concat(chunks).toString()) as Answer);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const outcome = await cloud.invoke({
      principal: { id: 'operator', caller: 'cloudformation' },
      functionArn,
      payload: { ...event, ResponseURL: `http://127.0.0.1:${port}/response` },
      type: 'request',
      timeoutMs: PATIENCE_MS,
    });
    if (outcome.status === 'error')
      throw new Error(`its function failed: ${outcome.payload.errorType}: ${outcome.payload.errorMessage}`);
    return await answered;
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
