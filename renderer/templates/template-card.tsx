import { Copy, FileDown, Pencil, Printer, RotateCcw, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { TemplateSummary } from '../../preload/contract/templates.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { useFormats } from '../../ui/formats.ts';
import { MoreMenu } from '../../ui/more-menu.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { usePictureAddress } from '../../ui/use-picture-address.ts';
import { ask, CallFailure } from '../base/ask.ts';
import { useTemplateName } from '../base/use-template-name.ts';
import { useMillimetres } from './geometry.ts';

interface TemplateCardProps {
  summary: TemplateSummary;
  onOpen: () => void;
  onRemove: (how: 'removed' | 'reset') => void;
  /** Runs an action; the list shows its failure. */
  onAct: (verb: () => Promise<void>) => void;
}

export function TemplateCard(props: TemplateCardProps): ReactNode {
  const { summary, onOpen } = props;
  const { t } = useTranslation();
  const { list } = useFormats();
  const name = useTemplateName()(summary.name);
  const millimetres = useMillimetres();
  const address = usePictureAddress(useThumbnail(summary), 'image/png');
  const size =
    summary.sides === 'one'
      ? millimetres(summary.size)
      : t(`templates.sizeOf.${summary.sides}`, { size: millimetres(summary.size) });
  return (
    <li className="template-card card flex flex-col gap-3 p-3">
      <AriaButton
        className="template-open h-60 grid place-items-center p-4 overflow-hidden border-0 rounded-md bg-sunken"
        aria-label={t('templates.editOf', { name })}
        onPress={onOpen}
      >
        {address !== null && (
          <img
            className="min-w-0 min-h-0 max-w-full shadow-lift-2"
            src={address}
            alt={name}
            draggable={false}
          />
        )}
      </AriaButton>
      <div className="px-1 grid gap-0.5 justify-items-start content-start flex-1">
        <h2 className="text-md wrap-anywhere">
          <bdi>{name}</bdi>
        </h2>
        <p className="figures small">{size}</p>
        {summary.printers.length > 0 && (
          <p className="flex items-center gap-1 small">
            <Printer size={15} />
            <bdi>{list(summary.printers)}</bdi>
          </p>
        )}
        {summary.changed && <Chip tone="accent">{t('templates.changed')}</Chip>}
      </div>
      <div className="flex items-center justify-between">
        <Button size="small" icon={<Pencil />} onPress={onOpen}>
          {t('templates.edit')}
        </Button>
        <CardMenu {...props} />
      </div>
    </li>
  );
}

function CardMenu({ summary, onRemove, onAct }: TemplateCardProps): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { id, builtIn, changed } = summary;
  const name = useTemplateName()(summary.name);
  const items = [
    {
      id: 'duplicate',
      Icon: Copy,
      label: t('templates.duplicate'),
      run: () =>
        onAct(async () => {
          const copy = t('templates.copyOf', { name }).slice(0, 60);
          await ask('duplicateBadgeTemplate', { id, name: copy });
        }),
    },
    {
      id: 'export',
      Icon: FileDown,
      label: t('templates.export'),
      run: () =>
        onAct(async () => {
          if (await ask('exportBadgeTemplate', { id })) notify(t('templates.exported'));
        }),
    },
    ...(changed
      ? [
          {
            id: 'reset',
            Icon: RotateCcw,
            label: t('templates.resetToOriginal'),
            run: () => onRemove('reset'),
          },
        ]
      : []),
    ...(builtIn
      ? []
      : [
          {
            id: 'remove',
            Icon: Trash2,
            label: t('templates.remove'),
            run: () => onRemove('removed'),
          },
        ]),
  ];
  return <MoreMenu label={t('templates.moreOf', { name })} actions={items} />;
}

/** Thumbnails are drawn one at a time, because badges come first at the renderer. */
let queue: Promise<unknown> = Promise.resolve();

/** How often a preview is requested again after another preview displaced it. */
const tries = 5;

/**
 * How the template prints for a typical delegate; undefined until then, or if it cannot be drawn.
 */
function useThumbnail(summary: TemplateSummary): Uint8Array | undefined {
  const [png, setPng] = useState<Uint8Array>();
  // Runs for each new summary, because the template may have changed under the same name.
  useEffect(() => {
    let open = true;
    queue = queue.then(async () => {
      if (!open) return;
      const drawn = await draw(summary.id);
      if (open && drawn !== undefined) setPng(drawn);
    });
    return () => {
      open = false;
    };
  }, [summary]);
  return png;
}

async function draw(id: string): Promise<Uint8Array | undefined> {
  try {
    const template = await ask('getBadgeTemplate', { id });
    for (let tried = 0; tried < tries; tried += 1) {
      const preview = await ask('previewTemplate', {
        template,
        person: { kind: 'sample', id: 'typical' },
        category: null,
        training: false,
        attempt: false,
        printerId: null,
        inColour: false,
      });
      if (preview !== null) return preview.picture?.png;
    }
  } catch (error) {
    // The list reports failures; the card is shown without a picture.
    if (!(error instanceof CallFailure)) throw error;
  }
  return undefined;
}
