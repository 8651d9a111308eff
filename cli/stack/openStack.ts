import { ConnectClient } from '@aws-sdk/client-connect';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import { createContactCenter } from '../../layers/core/connect/contactCenter.ts';
import { createContacts, type Contacts } from '../../layers/core/connect/contacts.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { operatorParameter, type StackParts } from '../../layers/core/platform/operatorParameter.ts';
import { createCaseStore, type CaseStore, type CaseStoreOptions } from '../../layers/core/store/caseStore.ts';
import { createTable } from '../../layers/core/store/table.ts';
import { createWorkflows, type Workflows } from '../../layers/core/workflows/workflows.ts';
import { openReleases, readStackParameter, type Access } from '../release/openReleases.ts';

/** A client's support stack as the operator works on it. */
export interface SupportStack {
  client: string;
  parts: StackParts;
  options: CaseStoreOptions;
  store: CaseStore;
  workflows: Workflows;
  contacts: Contacts;
  clients: { dynamodb: DynamoDBClient; lambda: LambdaClient; s3: S3Client; sfn: SFNClient };
  /** The client's configuration as it was deployed. */
  config(): Promise<ClientConfig>;
}

/** Finds a client's stack by its parameter. @throws WrongUse that says where it looked and what to do */
export async function openStack(client: string, access: Access): Promise<SupportStack> {
  const ssm = new SSMClient(access);
  const parts = await readStackParameter<StackParts>(ssm, `${client}-support`, operatorParameter);
  const dynamodb = new DynamoDBClient(access);
  const sfn = new SFNClient(access);
  const options = {
    table: createTable(parts.table, dynamodb),
    retentionDays: parts.retentionDays,
    now: () => new Date(),
  };
  return {
    client,
    parts,
    options,
    store: createCaseStore(options),
    workflows: createWorkflows(sfn),
    contacts: createContacts(createContactCenter(parts.contactCenter, ssm), new ConnectClient(access)),
    clients: { dynamodb, lambda: new LambdaClient(access), s3: new S3Client(access), sfn },
    config: async () => (await openReleases(client, access)).baseline.header.config,
  };
}
