import type { Bitmap1 } from '../../domain/badges/badge.ts';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import type { EncodeOptions } from './encode-options.ts';
import { encodeBrother } from './languages/brother.ts';
import { encodeEscpos } from './languages/escpos.ts';
import { encodeStar } from './languages/star.ts';
import { encodeZpl } from './languages/zpl.ts';
import type { EncodedJob } from './transport/transport.ts';

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
    case 'brother':
      if (settings.brother === undefined) throw new RangeError('no roll is set up');
      return encodeBrother(settings.brother, bitmap, options);
    case 'driver':
      return { chunks: [], bitmap };
  }
}
