import { Maximize, Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/format.ts';
import { IconButton } from '../../ui/button.tsx';
import type { Zoom } from './use-zoom.ts';

/** How large the badge stands; the figure is in dots of the printer, and a press makes each one a pixel. */
export function ZoomBar({ zoom, dotsPerMm }: { zoom: Zoom; dotsPerMm: number }): ReactNode {
  const { t } = useTranslation();
  const { percent } = useFormats();
  return (
    <fieldset className="zoom-bar" aria-label={t('editor.zoom')}>
      <IconButton
        label={t('editor.farther')}
        icon={<Minus aria-hidden="true" size={18} />}
        onPress={zoom.farther}
      />
      <AriaButton className="zoom-figure figures" onPress={zoom.dots}>
        <span aria-hidden="true">{percent(zoom.scale / dotsPerMm)}</span>
        <span className="visually-hidden">
          {t('editor.dotForDot', { percent: percent(zoom.scale / dotsPerMm) })}
        </span>
      </AriaButton>
      <IconButton
        label={t('editor.closer')}
        icon={<Plus aria-hidden="true" size={18} />}
        onPress={zoom.closer}
      />
      <IconButton
        label={t('editor.fit')}
        icon={<Maximize aria-hidden="true" size={17} />}
        onPress={zoom.fit}
      />
    </fieldset>
  );
}
