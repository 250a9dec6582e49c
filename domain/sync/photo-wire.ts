import { z } from 'zod';
import { hashSchema, momentSchema } from '../base/protocol.ts';
import { maxStoredPhoto } from '../roster/photo.ts';
import { pageEndSchema, pullRequestSchema } from './sync.ts';

/** Max photos per offer, per request that sends them, and per page. */
export const photoRows = { offered: 200, sent: 6, page: 12 } as const;
/** Characters of base64 for the largest stored photo. */
const maxPhotoText = 4 * Math.ceil(maxStoredPhoto / 3);

/**
 * The version of a delegate's photo, without the picture. It shows whether the hub needs the photo.
 */
export const photoVersionSchema = z.object({
  delegateId: z.uuid(),
  /** Hex SHA-256 of the JPEG; null for a removed photo. */
  sha256: hashSchema.nullable(),
  /** UTC milliseconds. The later photo of a delegate replaces the earlier one everywhere. */
  taken: momentSchema,
});

/** A photo on the wire: the JPEG in base64; null for a removed photo. */
export const sentPhotoSchema = photoVersionSchema.extend({
  picture: z.base64().max(maxPhotoText).nullable(),
});
export type SentPhoto = z.infer<typeof sentPhotoSchema>;

export const photoOfferSchema = z.object({
  epoch: z.uuid(),
  photos: z.array(photoVersionSchema).min(1).max(photoRows.offered),
});
export type PhotoOffer = z.infer<typeof photoOfferSchema>;

/** What the hub does with each photo of an offer. It does not know the delegates of the others. */
export const photoOfferAnswerSchema = z.object({
  wanted: z.array(z.uuid()),
  /** The hub has these photos or newer ones. */
  held: z.array(z.uuid()),
});
export type PhotoOfferAnswer = z.infer<typeof photoOfferAnswerSchema>;

export const photoPushSchema = z.object({
  epoch: z.uuid(),
  photos: z.array(sentPhotoSchema).min(1).max(photoRows.sent),
});
export type PhotoPush = z.infer<typeof photoPushSchema>;

/**
 * The ends of the stream before and after these photos, so that the desk need not read its own
 * back.
 */
export const photoPushAnswerSchema = z.object({
  before: z.int().nonnegative(),
  after: z.int().nonnegative(),
});
export type PhotoPushAnswer = z.infer<typeof photoPushAnswerSchema>;

export const photoPullSchema = pullRequestSchema.extend({
  limit: z.int().min(1).max(photoRows.page),
});
export type PhotoPull = z.infer<typeof photoPullSchema>;

const streamedPhotoSchema = sentPhotoSchema.extend({ seq: z.int().positive() });
export const photoPageSchema = z.object({ rows: z.array(streamedPhotoSchema), end: pageEndSchema });
export type PhotoPage = z.infer<typeof photoPageSchema>;
