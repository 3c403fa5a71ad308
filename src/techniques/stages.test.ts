import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Field } from './field.ts';
import { rowOf, STAGE_KINDS, STAGES } from './stages.ts';

/** Every field with the options that it is one of, and the way there from the stage. */
function listFields(
  fields: readonly Field[],
  options: Readonly<Record<string, unknown>>,
): { field: Field; value: unknown }[] {
  return fields.flatMap((field) => {
    const value = options[field.key];
    if (field.kind !== 'group') return [{ field, value }];
    return [{ field, value }, ...listFields(field.fields, value as Record<string, unknown>)];
  });
}

const A_LAYER = 'fc1';

/** Layers have to be named. */
function toLayers(fields: readonly Field[]): Record<string, string> {
  return Object.fromEntries(fields.flatMap(({ kind, key }) => (kind === 'layer' ? [[key, A_LAYER]] : [])));
}

/** The stage as it begins, with every group switched on and nothing else said. */
function toBare(kind: (typeof STAGE_KINDS)[number]): Record<string, unknown> {
  const { fields, usual } = rowOf({ kind });
  const said = new Set(fields.map(({ key }) => key));
  const rest = Object.entries(usual).filter(([key]) => !said.has(key) || isRequired(kind, key));
  const groups = fields.flatMap((field) =>
    field.kind === 'group' ? [[field.key, toLayers(field.fields)] as const] : [],
  );
  return Object.fromEntries([...rest, ...groups]);
}

function isRequired(kind: (typeof STAGE_KINDS)[number], key: string): boolean {
  const { [key]: _, ...rest } = STAGES[kind].usual as unknown as Record<string, unknown>;
  return !v.safeParse(rowOf({ kind }).schema, rest).success;
}

describe.each(STAGE_KINDS)('a %s stage', (kind) => {
  const { schema, usual, fields } = rowOf({ kind });

  it('begins as one that its schema takes', () => {
    expect(v.safeParse(schema, usual).success).toBe(true);
  });

  it('means by silence what its form shows', () => {
    const parsed = v.parse(schema, toBare(kind)) as unknown as Record<string, unknown>;
    for (const { field, value } of listFields(fields, parsed)) {
      if (field.kind === 'teacher') expect(value, field.key).toBeUndefined();
      else if (field.kind === 'layer') expect(value, field.key).toBe(A_LAYER);
      else if (field.kind === 'classes') expect((value as number[]).length).toBeGreaterThan(0);
      else if (field.kind === 'group')
        expect(value, field.key).toEqual({ ...toLayers(field.fields), ...field.usual });
      else if (field.kind === 'number' && field.switched !== undefined)
        expect(value, field.key).toBeUndefined();
      else expect(value, field.key).toEqual(field.usual);
    }
  });
});
