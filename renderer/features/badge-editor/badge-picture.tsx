import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { printedArea } from '../../../domain/badge-geometry.ts';
import type { BadgeTemplate } from '../../../domain/badge-template.ts';
import { usePngAddress } from '../../ui/use-png-address.ts';
import type { Side } from './new-field.ts';
import type { LivePreview } from './use-preview.ts';

interface BadgePictureProps {
  live: LivePreview;
  template: BadgeTemplate;
  side: Side;
  /** Pixels a millimetre. */
  scale: number;
}

/**
 * The newest bitmap under the boxes, and hatching where the printer cannot print. A fold prints its back above
 * its front, upside down: whichever side is shown, it is the lower half of the picture, turned for the back.
 */
export function BadgePicture({ live, template, side, scale }: BadgePictureProps): ReactNode {
  const { t } = useTranslation();
  const { picture, preview } = live;
  const address = usePngAddress(picture?.picture?.png);
  if (picture?.picture == null || address === null) return null;
  const { dotsPerMm, widthDots } = picture;
  const { cutLeft } = printedArea(template, { dotsPerMm, widthDots });
  const pixels = (dots: number): number => (dots / dotsPerMm) * scale;
  const cut = pixels(cutLeft);
  return (
    <>
      <div className="canvas-picture" data-old={preview?.picture == null || undefined}>
        <img
          src={address}
          alt={t('editor.pictureOf', { name: template.name })}
          draggable={false}
          data-turned={side === 'back' || undefined}
          data-large={scale >= dotsPerMm || undefined}
          data-sha256={picture.picture.sha256}
          style={{
            insetInlineStart: cut,
            inlineSize: pixels(picture.picture.width),
            blockSize: pixels(picture.picture.height),
          }}
        />
      </div>
      {cut > 0 && (
        <>
          <div className="canvas-unprinted" style={{ insetInlineStart: 0, inlineSize: cut }} />
          <div className="canvas-unprinted" style={{ insetInlineEnd: 0, inlineSize: cut }} />
        </>
      )}
    </>
  );
}
