/** Colours for what is drawn on a canvas; the same values as styles/tokens.css. */
export const palette = {
  text: '#eef3f7',
  secondary: '#b4c0cb',
  line: '#26323d',
  current: '#79c7ff',
  ghost: '#93a1ae',
  panel: '#0f161d',
  greyed: '#9aa6b1'
}

export const chartFont = '"Noto Sans SC Variable"'
