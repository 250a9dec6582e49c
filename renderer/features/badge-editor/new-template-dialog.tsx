import { type FormEvent, type ReactNode, useCallback, useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type SizeId, sizeIds, sizePresets, useSizeWords } from './sizes.ts';

/** Begins a template from the built-in one that comes nearest. */
export function NewTemplateDialog({
  onClose,
  onMade,
}: {
  onClose: () => void;
  onMade: (id: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const sizeWords = useSizeWords();
  const [name, setName] = useState('');
  const [size, setSize] = useState<SizeId>('roll');
  const [order, setOrder] = useState<'protocol' | 'informal'>('protocol');
  const [sides, setSides] = useState<'one' | 'fold'>('one');
  const [sent, setSent] = useState(false);
  const verb = useCallback(async () => {
    const wish = { name: name.trim(), size: { ...sizePresets[size] }, order, sides };
    const { id } = await ask('createBadgeTemplate', wish);
    onClose();
    onMade(id);
  }, [name, size, order, sides, onClose, onMade]);
  const { run, busy, failure } = useAction(verb);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setSent(true);
    if (name.trim() !== '') void run();
  };
  return (
    <Dialog
      title={t('templates.newTitle')}
      onClose={onClose}
      closesOutside={false}
      actions={
        <>
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" form="new-template" look="primary" isDisabled={busy}>
            {t('templates.create')}
          </Button>
        </>
      }
    >
      <Form id="new-template" className="new-template" onSubmit={send}>
        <TextField
          label={t('templates.name')}
          autoFocus
          maxLength={60}
          value={name}
          onChange={setName}
          error={sent && name.trim() === '' ? t('templates.nameMissing') : null}
        />
        <Select
          label={t('templates.size')}
          choices={sizeIds.map((id) => ({ id, words: sizeWords(id) }))}
          value={size}
          onChange={setSize}
        />
        <RadioCards
          label={t('templates.style')}
          value={order}
          onChange={setOrder}
          choices={(['protocol', 'informal'] as const).map((id) => ({
            id,
            words: t(`templates.styles.${id}`),
            hint: t(`templates.styleHints.${id}`),
          }))}
        />
        <RadioCards
          label={t('editor.sides')}
          value={sides}
          onChange={setSides}
          choices={(['one', 'fold'] as const).map((id) => ({
            id,
            words: t(`templates.sides.${id}`),
            hint: t(`templates.sideHints.${id}`),
          }))}
        />
        <FailureNote failure={failure} />
      </Form>
    </Dialog>
  );
}
