package io.ihcattribution.model;

import java.util.Locale;

/**
 * A picture of a membership curve, from 0 hours to a little beyond its last knot.
 *
 * @param curve what to draw
 */
public record CurveChart(MembershipCurve curve) {

    private static final int COLUMNS = 64;
    private static final int ROWS = 8;
    private static final String EIGHTHS = " ▁▂▃▄▅▆▇█";
    private static final int WIDTH = 480;
    private static final int HEIGHT = 160;
    private static final int MARGIN = 30;

    /** As block characters: the area below the curve, a column for each part of the time; with line feeds. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int row = ROWS - 1; row >= 0; row--) {
            StringBuilder line = new StringBuilder(row == ROWS - 1 ? "  1.0 ┤" : row == 0 ? "  0.0 ┤" : "      │");
            for (int column = 0; column < COLUMNS; column++) {
                double membership = curve.at((column + 0.5) / COLUMNS * hours());
                int eighths = (int) Math.round(membership * ROWS * 8) - 8 * row;
                line.append(EIGHTHS.charAt(Math.max(0, Math.min(8, eighths))));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        String middle = hours(hours() / 2);
        String end = hours(hours()) + " h";
        int toMiddle = COLUMNS / 2 - middle.length() / 2;
        text.append("      └").append("─".repeat(COLUMNS)).append('\n');
        text.append("       0").append(" ".repeat(toMiddle - 1)).append(middle)
                .append(" ".repeat(COLUMNS - toMiddle - middle.length() - end.length())).append(end).append('\n');
        return text.toString();
    }

    /** As an SVG image: the line with a frame and the ends of both axes. */
    public String svg() {
        StringBuilder points = new StringBuilder();
        point(points, 0, curve.below());
        // Outside its table the curve is flat, so it may jump at the first and at the last knot.
        point(points, curve.knots().get(0).hours(), curve.below());
        curve.knots().forEach(knot -> point(points, knot.hours(), knot.membership()));
        point(points, curve.end(), curve.above());
        point(points, hours(), curve.above());
        int right = MARGIN + WIDTH;
        int bottom = MARGIN + HEIGHT;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect x="%d" y="%d" width="%d" height="%d" fill="none" stroke="#999"/>
                <polyline fill="none" stroke="#06c" stroke-width="2" points="%s"/>
                %s%s%s%s</svg>
                """.formatted(right + MARGIN, bottom + MARGIN, MARGIN, MARGIN, WIDTH, HEIGHT, points.toString().strip(),
                label(MARGIN - 6, MARGIN + 4, "end", "1"), label(MARGIN - 6, bottom, "end", "0"),
                label(MARGIN, bottom + 18, "middle", "0"), label(right, bottom + 18, "middle", hours(hours()) + " h"));
    }

    private void point(StringBuilder points, double hours, double membership) {
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ",
                MARGIN + WIDTH * hours / hours(), MARGIN + HEIGHT * (1 - membership)));
    }

    private static String label(int x, int y, String anchor, String text) {
        return "<text x=\"" + x + "\" y=\"" + y + "\" text-anchor=\"" + anchor + "\">" + text + "</text>\n";
    }

    /** The width of the picture in hours: room to see the value behind the last knot. */
    private double hours() {
        return Math.max(curve.end(), 0.1) * 1.1;
    }

    private static String hours(double hours) {
        return String.format(Locale.ROOT, hours < 10 ? "%.1f" : "%.0f", hours);
    }
}
