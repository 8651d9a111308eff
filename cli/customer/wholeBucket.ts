import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';

export interface ObjectVersion {
  key: string;
  version: string;
  /** There are no bytes behind it: it says that the object was deleted. */
  isMarker: boolean;
}

/** All versions of all objects of the client's bucket. For the operator alone. */
export interface WholeBucket {
  versions(): AsyncIterable<ObjectVersion>;
  read(object: ObjectVersion): Promise<Uint8Array>;
  /** For good: this version, not a marker over it. */
  remove(object: ObjectVersion): Promise<void>;
}

export function openWholeBucket(Bucket: string, client: S3Client): WholeBucket {
  return {
    async *versions() {
      let from: { KeyMarker?: string; VersionIdMarker?: string } | undefined;
      do {
        const page = await client.send(new ListObjectVersionsCommand({ Bucket, ...from }));
        for (const { Key, VersionId } of page.Versions ?? [])
          yield { key: Key!, version: VersionId!, isMarker: false };
        for (const { Key, VersionId } of page.DeleteMarkers ?? [])
          yield { key: Key!, version: VersionId!, isMarker: true };
        from = page.IsTruncated
          ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
          : undefined;
      } while (from);
    },
    async read({ key, version }) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key, VersionId: version }));
      return Body!.transformToByteArray();
    },
    async remove({ key, version }) {
      await client.send(new DeleteObjectCommand({ Bucket, Key: key, VersionId: version }));
    },
  };
}
