import type { UploadedFile } from './checkAttachment.ts';

/**
 * What Connect asks a scanner of attachments, for each file before anybody gets it.
 * https://docs.aws.amazon.com/connect/latest/adminguide/setup-attachment-scanning.html
 */
export interface ScanRequest {
  File: {
    FileId: string;
    FileName: string;
    FileSizeInBytes: number;
    FileLocation: { S3Location: { Bucket: string; Key: string } };
  };
}
export interface ScanReply {
  Status: 'APPROVED' | 'REJECTED';
}

export const fileOf = ({ File }: ScanRequest): UploadedFile => ({
  id: File.FileId,
  name: File.FileName,
  bucket: File.FileLocation.S3Location.Bucket,
  key: File.FileLocation.S3Location.Key,
});
