import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { openHeader, type ReleaseHeader } from '../../layers/core/release/header.ts';
import { BASELINE, releasesParameter } from '../../layers/core/release/pointer.ts';
import { createReleaseFiles, type ReleaseFiles } from '../../layers/core/release/releaseFiles.ts';
import { WrongUse } from './wrongUse.ts';

/** How the SDK reaches a stack: the operator's own account, or a cloud on this machine. */
export type Access = Pick<ConstructorParameters<typeof S3Client>[0] & object, 'endpoint' | 'region'> & {
  credentials?: { accessKeyId: string; secretAccessKey: string };
};

/** The releases of a deployed stack. */
export interface Releases {
  client: string;
  files: ReleaseFiles;
  baseline: { bytes: Uint8Array; header: ReleaseHeader; source: string };
  /** A release's bytes by number, the baseline's too. @throws WrongUse when there is none */
  read(number: number): Promise<Uint8Array>;
}

/** Finds a client's stack by its parameter. @throws WrongUse that says where it looked and what to do */
export async function openReleases(client: string, access: Access): Promise<Releases> {
  const ssm = new SSMClient(access);
  const s3 = new S3Client(access);
  const { files: bucket, baseline } = await whereabouts(ssm, client);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: baseline.bucket, Key: baseline.key }));
  const bytes = await Body!.transformToByteArray();
  const files = createReleaseFiles(bucket, s3);
  return {
    client,
    files,
    baseline: { bytes, header: openHeader(bytes), source: baseline.source },
    async read(number) {
      if (number === BASELINE) return bytes;
      const found = await files.read(number);
      if (found) return found;
      const known = [BASELINE, ...(await files.list()).map(one => one.number)];
      throw new WrongUse(`there is no release ${number} of ${client}; there are ${known.join(', ')}`);
    },
  };
}

interface Whereabouts {
  files: string;
  baseline: { bucket: string; key: string; source: string };
}

const whereabouts = (ssm: SSMClient, client: string): Promise<Whereabouts> =>
  readStackParameter(ssm, `${client}-support`, releasesParameter);

/** JSON that a stack wrote about itself. @throws WrongUse when there is no such stack, or AWS can't be reached */
export async function readStackParameter<T>(
  ssm: SSMClient,
  stack: string,
  nameIn: (stack: string) => string,
): Promise<T> {
  const name = nameIn(stack);
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name }));
    return JSON.parse(Parameter!.Value!) as T;
  } catch (error) {
    const { name: kind, message } = error as Error;
    if (kind === 'ParameterNotFound') {
      const region = await ssm.config.region();
      throw new WrongUse(
        `no stack ${stack} in this account and Region (${region}): its parameter ${name} is not there. Deploy it, choose another AWS_PROFILE or AWS_REGION, or give --local for the cloud on this machine`,
        { cause: error },
      );
    }
    if (/credentials|region is missing/i.test(`${kind} ${message}`))
      throw new WrongUse(`AWS can't be reached: ${message}. Sign in first, or give --local`, {
        cause: error,
      });
    throw error;
  }
}
