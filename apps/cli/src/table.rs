//! Rows of text in columns, as wide as the terminal.

use console::{Term, measure_text_width, pad_str, truncate_str};

/// What stands between two columns.
const GAP: &str = "  ";
/// A column is not cut below this many characters.
const NARROWEST: usize = 8;

/// How wide the terminal is; none where the output goes to a file or a program.
pub(crate) fn terminal_width() -> Option<usize> {
    let terminal = Term::stdout();
    let (_, columns) = terminal.size_checked()?;
    terminal.is_term().then_some(columns.into())
}

/// The rows under their header. The widest columns are cut until a row fits `width`.
pub(crate) fn aligned(header: &[&str], rows: &[Vec<String>], width: Option<usize>) -> String {
    let header: Vec<String> = header.iter().map(|title| title.to_uppercase()).collect();
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| one_line(cell)).collect()).collect();
    let of_column = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        cells.chain([&header[at]]).map(|cell| measure_text_width(cell)).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..header.len()).map(of_column).collect();
    if let Some(width) = width {
        fit(&mut widths, width);
    }
    let line = |cells: &Vec<String>| {
        let padded = cells.iter().zip(&widths).map(|(cell, width)| {
            let cut = truncate_str(cell, *width, "…");
            pad_str(&cut, *width, console::Alignment::Left, None).into_owned()
        });
        padded.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
    };
    std::iter::once(&header).chain(&rows).map(line).collect::<Vec<_>>().join("\n")
}

/// Takes from the widest column until all fit, or none can be cut any more.
fn fit(widths: &mut [usize], width: usize) {
    let gaps = GAP.len() * widths.len().saturating_sub(1);
    let mut excess = (widths.iter().sum::<usize>() + gaps).saturating_sub(width);
    while 0 < excess {
        let Some(widest) = widths.iter_mut().max() else { return };
        if *widest <= NARROWEST {
            return;
        }
        *widest -= 1;
        excess -= 1;
    }
}

fn one_line(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Vec<String>> {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        vec![row(["CHO", "Lycée Jeanne-Tisserand (Cholet)"]), row(["É", "deux\nlignes"])]
    }

    #[test]
    fn columns_line_up_whatever_the_accents() {
        let table = aligned(&["code", "nom"], &rows(), None);
        assert_eq!(table, "CODE  NOM\nCHO   Lycée Jeanne-Tisserand (Cholet)\nÉ     deux lignes");
    }

    #[test]
    fn the_widest_column_is_cut_until_a_row_fits() {
        let table = aligned(&["code", "nom"], &rows(), Some(20));
        assert_eq!(table, "CODE  NOM\nCHO   Lycée Jeanne-…\nÉ     deux lignes");
        assert!(table.lines().all(|line| measure_text_width(line) <= 20));
    }
}
