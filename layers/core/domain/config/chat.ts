import * as v from 'valibot';
import { FILE_TYPES, type FileType } from '../chatFiles.ts';

const wholeNumber = (least: number, most: number) => {
  const expected = `a whole number from ${least} to ${most}`;
  return v.pipe(v.number(), v.integer(expected), v.minValue(least, expected), v.maxValue(most, expected));
};

/** What customers may send in a chat besides words. */
const AttachmentsSchema = v.strictObject({
  types: v.pipe(
    v.array(v.picklist(Object.keys(FILE_TYPES) as FileType[])),
    v.minLength(1, 'at least one type; without `attachments` no files are taken'),
  ),
  /** Of one file. Connect takes 20 MB as it comes. */
  maxMegabytes: v.optional(wholeNumber(1, 20), 10),
  /** Files that one chat may have. Connect takes 35. */
  most: v.optional(wholeNumber(1, 35), 5),
});

/** How customers chat. */
export const ChatSchema = v.strictObject({
  /** Not given: chats carry words only. */
  attachments: v.optional(AttachmentsSchema),
});
