import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Asset } from '../template/assembly.ts';

/** The directory that holds a function's code. Throws when no asset of the app is meant, or it was not built. */
export function codeDirectory(
  code: { S3Bucket?: string; S3Key?: string; ZipFile?: string },
  assets: Asset[],
): string {
  if (code.ZipFile !== undefined) {
    throw new Error('inline code (ZipFile) is not supported locally: ship it as a directory asset');
  }
  const asset = assets.find(each => each.key === code.S3Key && each.bucket === code.S3Bucket);
  if (!asset) throw new Error(`code s3://${code.S3Bucket}/${code.S3Key} is no asset of the synthesized app`);
  if (!existsSync(asset.path) || !statSync(asset.path).isDirectory()) {
    throw new Error(`code asset ${asset.path} is not a directory: run "npm run build" and "npm run synth"`);
  }
  return resolve(asset.path);
}
