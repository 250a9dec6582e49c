import type { Bitmap1 } from '../../domain/badge.ts';
import type { PrinterSettings } from '../../domain/print-job.ts';
import type { EncodeOptions } from './encode-options.ts';
import { encodeEscpos } from './escpos.ts';
import { encodeStar } from './star.ts';
import type { EncodedJob } from './transport/transport.ts';
import { encodeZpl } from './zpl.ts';

/** The bytes of one badge in the language of its printer. */
export function encodeJob(
  settings: PrinterSettings,
  bitmap: Bitmap1,
  options: EncodeOptions,
): EncodedJob {
  switch (settings.language) {
    case 'escpos':
      return encodeEscpos(bitmap, options);
    case 'star':
      return encodeStar(settings.starGraphics, bitmap, options);
    case 'zpl':
      return encodeZpl(bitmap, options);
    case 'driver':
      return { chunks: [], bitmap };
  }
}
