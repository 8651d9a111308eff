import { createFileBucket } from '../../layers/core/files/fileBucket.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { logger } from '../../layers/core/platform/telemetry.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { openTable } from '../../layers/core/store/openStore.ts';
import { createUploads } from '../../layers/core/store/uploads.ts';
import { checkAttachment } from './checkAttachment.ts';
import { Config } from './config.ts';
import { fileOf, type ScanReply, type ScanRequest } from './handler.ts';

const config = readConfig(Config);
const bucket = createFileBucket(config.FILES_BUCKET);
const uploads = createUploads(openTable(config));
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(async (request: ScanRequest): Promise<ScanReply> => {
  const checked = await checkAttachment(fileOf(request), {
    policy: (await release()).config.chat?.attachments,
    bucketName: config.FILES_BUCKET,
    bucket,
    uploads,
  });
  if (!checked.ok) logger.info('attachment-refused', { why: checked.why });
  return { Status: checked.ok ? 'APPROVED' : 'REJECTED' };
});
