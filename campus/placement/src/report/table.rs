//! Tables that stay readable: a caption, scopes, and on a small screen one card a row.

use maud::{Markup, html};

/// A table; its first column names the rows.
pub(super) struct Table<'a> {
    pub(super) caption: Markup,
    /// The headers. A column without any cell is not shown.
    pub(super) columns: Vec<Column<'a>>,
    pub(super) rows: Vec<Vec<Markup>>,
}

/// A column.
#[derive(Clone, Copy)]
pub(super) struct Column<'a> {
    name: &'a str,
    is_figures: bool,
}

impl<'a> Column<'a> {
    /// A column of text.
    pub(super) const fn text(name: &'a str) -> Self {
        Self { name, is_figures: false }
    }

    /// A column of figures.
    pub(super) const fn figures(name: &'a str) -> Self {
        Self { name, is_figures: true }
    }

    fn class(self) -> Option<&'static str> {
        self.is_figures.then_some("figures")
    }
}

impl Table<'_> {
    /// The table. Roles are written out: some readers forget them once rows are laid out
    /// as cards.
    pub(super) fn draw(&self) -> Markup {
        let is_shown = |i: usize| {
            let full = |row: &Vec<Markup>| row.get(i).is_some_and(|cell| !cell.0.is_empty());
            i == 0 || self.rows.iter().any(full)
        };
        let shown: Vec<(usize, Column)> =
            self.columns.iter().copied().enumerate().filter(|(i, _)| is_shown(*i)).collect();
        html! {
            table role="table" {
                caption { (self.caption) }
                thead role="rowgroup" {
                    tr role="row" {
                        @for (_, column) in &shown {
                            th role="columnheader" scope="col" class=[column.class()] {
                                (column.name)
                            }
                        }
                    }
                }
                tbody role="rowgroup" {
                    @for row in &self.rows { (line(&shown, row)) }
                }
            }
        }
    }
}

fn line(shown: &[(usize, Column)], row: &[Markup]) -> Markup {
    html! {
        tr role="row" {
            @for &(i, column) in shown {
                @if let Some(cell) = row.get(i) {
                    @if i == 0 {
                        th role="rowheader" scope="row" { (cell) }
                    } @else if cell.0.is_empty() {
                        td role="cell" class="none" {}
                    } @else {
                        td role="cell" data-label=(column.name) class=[column.class()] { (cell) }
                    }
                }
            }
        }
    }
}
