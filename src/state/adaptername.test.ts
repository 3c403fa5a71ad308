import { describe, expect, it } from 'vitest';
import { isSoftware, toAdapterName } from './adaptername.ts';

describe('the name of a graphics adapter', () => {
  it('is the device without interface, driver and numbers', () => {
    for (const [said, name] of [
      [
        'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)',
        'NVIDIA GeForce RTX 3060',
      ],
      ['ANGLE (Apple, ANGLE Metal Renderer: Apple M1, Unspecified Version)', 'Apple M1'],
      [
        'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)',
        'Mesa Intel(R) UHD Graphics 620 (KBL GT2)',
      ],
      [
        'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
        'SwiftShader Device (Subzero)',
      ],
      ['Adreno (TM) 640', 'Adreno (TM) 640'],
      ['google swiftshader', 'google swiftshader'],
    ] as const) {
      expect(toAdapterName(said)).toBe(name);
    }
  });

  it('tells software from hardware', () => {
    for (const said of [
      'google swiftshader',
      'llvmpipe (LLVM 15.0.7, 256 bits)',
      'Microsoft Basic Render Driver',
    ])
      expect(isSoftware(said)).toBe(true);
    for (const said of ['Apple M1', 'NVIDIA GeForce RTX 3060', 'Adreno (TM) 640', 'intel gen-12lp'])
      expect(isSoftware(said)).toBe(false);
  });
});
