//! Tables, for a terminal and for a page in Markdown.

/// A table: its first column holds words, the others figures.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(head: &[&str]) -> Self {
        Self { head: head.iter().map(|word| (*word).to_owned()).collect(), rows: Vec::new() }
    }

    /// With columns that line up, and in Markdown with its rules.
    pub(crate) fn write(&self, markdown: bool) -> String {
        let all: Vec<&Vec<String>> = std::iter::once(&self.head).chain(&self.rows).collect();
        let width = |column: usize| {
            all.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.head.len()).map(width).collect();
        let line = |row: &[String]| {
            let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
                if column == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
            });
            let cells: Vec<String> = cells.collect();
            if markdown { format!("| {} |\n", cells.join(" | ")) } else { format!("{}\n", cells.join("  ").trim_end()) }
        };
        let rules: Vec<String> = widths
            .iter()
            .enumerate()
            .map(|(column, width)| {
                let rule = "-".repeat(width.saturating_sub(1).max(2));
                if column == 0 { format!("{rule}-") } else { format!("{rule}:") }
            })
            .collect();
        let rules = if markdown { format!("| {} |\n", rules.join(" | ")) } else { String::new() };
        let rows: String = self.rows.iter().map(|row| line(row)).collect();
        format!("{}{rules}{rows}", line(&self.head))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up() {
        let mut table = Table::new(&["page", "ms"]);
        table.rows.push(vec!["home".to_owned(), "1.25".to_owned()]);
        assert_eq!(table.write(false), "page    ms\nhome  1.25\n");
        assert_eq!(table.write(true), "| page |   ms |\n| ---- | ---: |\n| home | 1.25 |\n");
    }
}
