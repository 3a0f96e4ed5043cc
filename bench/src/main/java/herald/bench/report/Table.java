package herald.bench.report;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, each row as long as the headings. The first column names, the others are figures. */
public record Table(String title, List<String> headings, List<List<String>> rows) {

    public Table {
        headings = List.copyOf(headings);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != headings.size()) {
                throw new IllegalArgumentException(row + " does not fit under " + headings);
            }
        }
    }

    /** The table as GitHub renders it. */
    String markdown() {
        List<String> lines = new ArrayList<>();
        if (!title.isEmpty()) {
            lines.add("**" + title + "**");
            lines.add("");
        }
        lines.add(line(headings));
        lines.add("| --- |" + " ---: |".repeat(headings.size() - 1));
        rows.forEach(row -> lines.add(line(row)));
        return String.join("\n", lines) + "\n";
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells.stream().map(Table::cell).toList()) + " |";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }
}
